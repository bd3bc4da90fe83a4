import type { SourceLine, StoreOperation, StoreRow, StoreTable } from '../../model';
import { probe } from '../node/probe';

export interface StoreQuestion {
  readonly op: StoreOperation;
  readonly table?: StoreTable;
  readonly sid: string;
  readonly row?: StoreRow;
  /** When the token that is asked about was issued. Seconds since the Unix epoch. */
  readonly iat?: number;
}

export interface StoreAnswer {
  readonly hit?: boolean;
  readonly row?: StoreRow;
  readonly rows?: readonly StoreRow[];
}

/**
 * One call to a store as two events: asked, and answered or failed. The store is asked only when the first gate opens,
 * and whoever asked hears of the answer only when the second does.
 * @throws what the store threw
 */
export async function tellCall<T>(
  asked: StoreQuestion,
  source: SourceLine | undefined,
  call: () => Promise<T>,
  describe: (value: T) => StoreAnswer,
): Promise<T> {
  const { row: _row, ...question } = asked;
  const detail = { actor: probe.storeActor, source };
  await probe.gate('store.asked', asked, { source });
  let value: T;
  try {
    value = await call();
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The store gave an error without words.';
    await probe.gate('store.failed', { ...question, message }, detail);
    throw error;
  }
  await probe.gate('store.answered', { ...question, ...describe(value) }, detail);
  return value;
}

/** A row of any table, as it is shown. @param expires virtual ms since the Unix epoch */
export function tableRow(sid: string, data: Readonly<Record<string, unknown>>, expires: number): StoreRow {
  return { sid, data, bytes: Buffer.byteLength(JSON.stringify(data)), expires };
}

import { deskOrder, type DeskOrder, type DeskReport } from '../model/desk-protocol';
import { parseWith } from '../model/parse';
import type { Desk } from './desk';
import { openDesk } from './open-desk';
import { DeskProblem } from './problem';

type Answer = DeskReport extends infer R ? (R extends { request: number } ? Omit<R, 'request'> : never) : never;

/** The store desk's process. It is forked, looks after one store, and ends with whoever forked it. */
function main(): void {
  if (!process.send) {
    process.stderr.write('The store desk is started by Auth Lab: choose "Auth: Open Session Store…".\n');
    process.exit(2);
  }
  const report = (message: DeskReport): void => {
    // The callback takes the error of a channel that closes meanwhile: this process then ends anyway.
    if (process.connected) process.send?.(message, undefined, {}, () => {});
  };
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => undefined); // Ctrl+C reaches the whole group; whoever forked this one ends it

  let desk: Desk | null = null;
  // One after the other: an order may replace the store that the next one is about.
  let before: Promise<void> = Promise.resolve();
  const obey = async (order: DeskOrder): Promise<void> => {
    try {
      if (order.type === 'open') {
        await desk?.close();
        desk = null;
        desk = await openDesk(order.address, { now: () => performance.now(), today: realTime });
        report({ type: 'facts', request: order.request, facts: desk.facts });
        return;
      }
      if (!desk) throw DeskProblem.unusable('No store is open.');
      report({ ...(await answer(desk, order)), request: order.request });
    } catch (error) {
      const problem =
        error instanceof DeskProblem
          ? error
          : DeskProblem.unusable('The store could not be read because of a mistake in Auth Lab.');
      if (problem !== error) process.stderr.write(`${String(error)}\n`);
      report({ type: 'failed', request: order.request, code: problem.code, message: problem.message });
    }
  };
  process.on('message', (input: unknown) => {
    const parsed = parseWith(deskOrder, input, 'An order to the store desk');
    if (parsed.ok) before = before.then(() => obey(parsed.value));
    else process.stderr.write(`${parsed.error}\n`);
  });
  report({ type: 'ready' });
}

async function answer(desk: Desk, order: Exclude<DeskOrder, { type: 'open' }>): Promise<Answer> {
  switch (order.type) {
    case 'page':
      return { type: 'page', page: await desk.page(order) };
    case 'count':
      return { type: 'step', step: await desk.count(order.cursor) };
    case 'value':
      return { type: 'value', value: await desk.value(order.id) };
    case 'allow':
      await desk.allow();
      return { type: 'facts', facts: desk.facts };
    case 'prefix':
      await desk.setPrefix(order.prefix);
      return { type: 'facts', facts: desk.facts };
    case 'edit':
      return { type: 'step', step: done(await desk.edit(order.id, JSON.stringify(order.data), order.before)) };
    case 'expire':
      return { type: 'step', step: done(await desk.expire(order.ids)) };
    case 'destroy':
      return { type: 'step', step: done(await desk.destroy(order.ids)) };
    case 'destroyAll':
      return { type: 'step', step: await desk.destroyAll(order.cursor) };
    default:
      return order satisfies never;
  }
}

function done(n: number): { n: number; next: null } {
  return { n, next: null };
}

function realTime(): number {
  // eslint-disable-next-line no-restricted-properties -- the composition root hands out the time
  return Date.now();
}

main();

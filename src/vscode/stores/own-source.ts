import type { StoreAddress } from '../../model/store-address';
import type { StoreCard } from '../../model/store-protocol';
import type { StoreFacts, StorePage, StoreStep, StoreValue } from '../../model/store-records';
import type { DeskProcess } from '../../process/desk-process';
import { Refused, type PageWanted, type StoreSource } from './source';

const NOT_TRUSTED = 'You have not trusted this workspace: these sessions can be looked at, and nothing is changed.';

/** A session store of the user's own, read by a desk. It is changed only after the user has said so. */
export class OwnSource implements StoreSource {
  #facts: StoreFacts;

  private constructor(
    private readonly desk: DeskProcess,
    private readonly title: string,
    private readonly isTrusted: () => boolean,
    facts: StoreFacts,
  ) {
    this.#facts = facts;
  }

  /**
   * @param desk belongs to the source from now on
   * @throws DeskFailure with a sentence on why it cannot be read; the desk is let go of then
   */
  static async open(
    desk: DeskProcess,
    { address, title }: { readonly address: StoreAddress; readonly title: string },
    isTrusted: () => boolean,
  ): Promise<OwnSource> {
    try {
      return new OwnSource(desk, title, isTrusted, await desk.open(address));
    } catch (error) {
      await desk.dispose();
      throw error;
    }
  }

  get card(): StoreCard {
    const facts = this.isTrusted() ? this.#facts : { ...this.#facts, changes: 'never' as const, why: NOT_TRUSTED };
    return { title: this.title, facts, demo: false };
  }

  page({ cursor, search, size }: PageWanted): Promise<StorePage> {
    return this.desk.page({ cursor, search, size });
  }

  count(cursor: string | null): Promise<StoreStep> {
    return this.desk.count(cursor);
  }

  value(id: string): Promise<StoreValue | null> {
    return this.desk.value(id);
  }

  async edit(id: string, data: Record<string, unknown>, before: string): Promise<number> {
    this.#requireChanges();
    return this.desk.edit(id, data, before);
  }

  async expire(ids: readonly string[]): Promise<number> {
    this.#requireChanges();
    return this.desk.expire(ids);
  }

  async destroy(ids: readonly string[]): Promise<number> {
    this.#requireChanges();
    return this.desk.destroy(ids);
  }

  async destroyAll(cursor: string | null): Promise<StoreStep> {
    this.#requireChanges();
    return this.desk.destroyAll(cursor);
  }

  async allow(): Promise<void> {
    if (!this.isTrusted()) throw new Refused(NOT_TRUSTED);
    this.#facts = await this.desk.allow();
  }

  async setPrefix(prefix: string): Promise<void> {
    this.#facts = await this.desk.setPrefix(prefix);
  }

  dispose(): Promise<void> {
    return this.desk.dispose();
  }

  /** The table offers nothing else; but a message from a webview is no proof of what it showed. */
  #requireChanges(): void {
    const { changes, why } = this.card.facts;
    if (changes !== 'free') throw new Refused(why ?? 'These sessions may be changed only after you have allowed it.');
  }
}

import { keptKeys } from '../../model/kept-keys';
import type { KeyCard, KeyReading } from '../../model/token-protocol';
import { parseWith } from '../../model/parse';
import { Signal, type Disposable } from '../signal';

/** Where kept keys are: VS Code's secret storage, or a test's. */
export interface SecretStore {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

/** A key of the user's. Holds key material: only its card may be shown. */
export interface RingKey extends KeyCard {
  readonly text: string;
  readonly as: KeyReading;
  readonly passphrase?: string;
}

const STORED = 'authLab.keptKeys';
/** The keys of this window, in memory, and those that the user said to keep, in secret storage. */
export class Keyring implements Disposable {
  readonly #secrets: SecretStore;
  readonly #changed = new Signal<string | undefined>();
  /** The list changed; with the id of a key that just came, if one did. */
  readonly onDidChange = this.#changed.event;
  readonly #newId: () => string;
  #keys: readonly RingKey[] | undefined;

  constructor(secrets: SecretStore, newId: () => string) {
    this.#secrets = secrets;
    this.#newId = newId;
  }

  /** Every key, kept ones first. */
  async all(): Promise<readonly RingKey[]> {
    if (!this.#keys) {
      const kept = readStored(await this.#secrets.get(STORED));
      this.#keys ??= kept;
    }
    return this.#keys;
  }

  async cards(): Promise<KeyCard[]> {
    return (await this.all()).map(({ id, name, description, fingerprint, kept }) => ({
      id,
      name,
      description,
      fingerprint,
      kept,
    }));
  }

  async find(id: string): Promise<RingKey | undefined> {
    return (await this.all()).find((key) => key.id === id);
  }

  /** Holds a key until the window closes; one with the same text is held once. */
  async hold(key: Omit<RingKey, 'id' | 'kept'>): Promise<RingKey> {
    const keys = await this.all();
    const same = keys.find(({ text, as }) => text === key.text && as === key.as);
    const held = same ?? { ...key, id: this.#newId(), kept: false };
    if (!same) this.#keys = [...keys, held];
    this.#changed.fire(held.id);
    return held;
  }

  /** Keeps a held key beyond this window, under a name. */
  async keep(id: string, name: string): Promise<void> {
    const keys = await this.all();
    this.#keys = keys.map((key) => (key.id === id ? { ...key, name, kept: true } : key));
    await this.#write();
    this.#changed.fire(id);
  }

  /** Forgets a key, kept or not. */
  async forget(id: string): Promise<void> {
    const keys = await this.all();
    this.#keys = keys.filter((key) => key.id !== id);
    await this.#write();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#keys = [];
    this.#changed.dispose();
  }

  async #write(): Promise<void> {
    const kept = (this.#keys ?? []).filter((key) => key.kept).map(({ kept: _, ...key }) => key);
    if (kept.length === 0) await this.#secrets.delete(STORED);
    else await this.#secrets.store(STORED, JSON.stringify(kept));
  }
}

function readStored(text: string | undefined): RingKey[] {
  if (text === undefined) return [];
  try {
    const parsed = parseWith(keptKeys, JSON.parse(text) as unknown, 'The kept keys');
    return parsed.ok
      ? parsed.value.map(({ passphrase, ...key }) => ({
          ...key,
          ...(passphrase !== undefined && { passphrase }),
          kept: true,
        }))
      : [];
  } catch {
    return [];
  }
}

import { createHmac } from 'node:crypto';

/**
 * A deterministic stream of bytes: HMAC-SHA256 over a counter, keyed by a seed and a label.
 * It makes two runs of one scenario byte-identical. It is no source of secrets for anything but the lab.
 */
export class SeededBytes {
  #counter = 0;
  #pool = Buffer.alloc(0);

  constructor(
    private readonly seed: string,
    private readonly label: string,
  ) {}

  /** The next `size` bytes. */
  take(size: number): Buffer {
    while (this.#pool.length < size) {
      const block = createHmac('sha256', this.seed).update(`${this.label}/${this.#counter++}`).digest();
      this.#pool = Buffer.concat([this.#pool, block]);
    }
    const taken = Buffer.from(this.#pool.subarray(0, size));
    this.#pool = this.#pool.subarray(size);
    return taken;
  }

  /** A version 4 UUID (RFC 9562 §5.4) from the stream. */
  uuid(): `${string}-${string}-${string}-${string}-${string}` {
    const bytes = this.take(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}

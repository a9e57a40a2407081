import { createHash } from 'node:crypto';

const MODULUS = 1n << 256n;

/**
 * A hash of a set of documents that doesn't depend on their order, for two servers may return them in different ones:
 * the sum of the documents' SHA-256 modulo 2^256, with their number. Every byte counts, the order of fields included.
 */
export class ContentDigest {
  count = 0;
  #sum = 0n;

  add(document: Uint8Array): void {
    this.count += 1;
    this.#sum = (this.#sum + BigInt(`0x${createHash('sha256').update(document).digest('hex')}`)) % MODULUS;
  }

  get hash(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

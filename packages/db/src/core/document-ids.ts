import { hash } from 'node:crypto';

/** The bytes of a UUID (version 8, RFC 9562) from the SHA-256 of parts: the same parts give the same document id. */
export function hashIdBytes(parts: readonly (string | null)[]): Uint8Array {
  const bytes = hash('sha256', JSON.stringify(parts), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

/** The same as text. */
export function hashId(parts: readonly (string | null)[]): string {
  return Buffer.from(hashIdBytes(parts))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

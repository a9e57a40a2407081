import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a sealed file begins with; then 16 bytes of salt, the encrypted bytes, and 16 bytes that prove them. */
const begins = Buffer.from('STPA1');
const saltBytes = 16;
const tagBytes = 16;

/** Each file has a key and a starting value of its own, made from the secret and its salt. */
function keyOf(secret: string, salt: Uint8Array): { key: Uint8Array; iv: Uint8Array } {
  const made = new Uint8Array(hkdfSync('sha256', secret, salt, 'songtrackpro archive', 44));
  return { key: made.subarray(0, 32), iv: made.subarray(32) };
}

/** Encrypts a file by AES-256-GCM, bound to its name: it can't be passed off as another one. */
export function seal(bytes: Uint8Array, secret: string, name: string): Uint8Array {
  const salt = randomBytes(saltBytes);
  const { key, iv } = keyOf(secret, salt);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const encrypted = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([begins, salt, ...encrypted, cipher.getAuthTag()]);
}

/** Rejects what was changed, has another name, or was encrypted with another secret. */
export function unseal(bytes: Uint8Array, secret: string, name: string): Uint8Array {
  const file = Buffer.from(bytes);
  const start = begins.length + saltBytes;
  if (file.length < start + tagBytes || !file.subarray(0, begins.length).equals(begins)) throw new Error('not sealed');
  const { key, iv } = keyOf(secret, file.subarray(begins.length, start));
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  decipher.setAuthTag(file.subarray(-tagBytes));
  return Buffer.concat([decipher.update(file.subarray(start, -tagBytes)), decipher.final()]);
}

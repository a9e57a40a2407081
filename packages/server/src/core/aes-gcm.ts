import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** A text closed by AES-256-GCM. */
export interface Closed {
  nonce: Buffer;
  tag: Buffer;
  bytes: Buffer;
}

/** Closes a text; `binding` is not kept, and has to be given again for opening. */
export function closeText(key: Buffer, text: string, binding = ''): Closed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(binding));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { nonce, tag: cipher.getAuthTag(), bytes };
}

/** @throws when anything was changed, or closed under another key or for another binding */
export function openText(key: Buffer, { nonce, tag, bytes }: Closed, binding = ''): string {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(binding));
  decipher.setAuthTag(tag);
  return decipher.update(bytes, undefined, 'utf8') + decipher.final('utf8');
}

/** Nonce, tag and text in one piece. */
export const joinClosed = ({ nonce, tag, bytes }: Closed): Buffer => Buffer.concat([nonce, tag, bytes]);

export const splitClosed = (joined: Buffer): Closed => ({
  nonce: joined.subarray(0, nonceBytes),
  tag: joined.subarray(nonceBytes, nonceBytes + tagBytes),
  bytes: joined.subarray(nonceBytes + tagBytes),
});

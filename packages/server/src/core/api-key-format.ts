import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const bodyLength = 32;
const checksumLength = 6;
const shape = new RegExp(`^stp_(live|dev)_([0-9A-Za-z]{${bodyLength}})([0-9A-Za-z]{${checksumLength}})$`);

export type KeyEnvironment = 'live' | 'dev';

function base62(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = (alphabet[rest % 62] ?? '0') + text;
  return text;
}

function randomBody(): string {
  let text = '';
  while (text.length < bodyLength) {
    // 248 is the largest multiple of 62 in a byte: above it, some letters would come up more often.
    for (const byte of randomBytes(64)) if (byte < 248 && text.length < bodyLength) text += alphabet[byte % 62];
  }
  return text;
}

const checksumOf = (environment: string, body: string) => base62(crc32(`stp_${environment}_${body}`), checksumLength);

/** A new key: environment, 190 random bits, and a checksum that tells a typo from an unknown key without a look-up. */
export function makeApiKey(environment: KeyEnvironment): string {
  const body = randomBody();
  return `stp_${environment}_${body}${checksumOf(environment, body)}`;
}

export function isWellFormedApiKey(text: string): boolean {
  const match = shape.exec(text);
  return match !== null && checksumOf(match[1] ?? '', match[2] ?? '') === match[3];
}

/** SHA-256 is enough for a secret of 190 random bits: there is nothing to guess that a slow hash would protect. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export const apiKeyPrefix = (key: string) => key.slice(0, 12);

/** What the server that made a key was started with. */
export const environmentOf = (key: string): string => shape.exec(key)?.[1] ?? '';

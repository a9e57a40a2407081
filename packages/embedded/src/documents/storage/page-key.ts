import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Beside the data file of an encrypted folder: the salt of its key, and a proof by which the key is known again. */
const KEY_FILE = 'documents.key';
const PLAIN_HEADER = 'SQLite format 3\0';

/**
 * The key of the pages, derived from the operator's secret; undefined for a plain folder. The secret is checked
 * before the engine touches a file: opened with a wrong key, the engine would write an existing log, read as noise,
 * into the data.
 */
export function pageKey(folder: string, file: string, secret: string | undefined): string | undefined {
  const keyFile = join(folder, KEY_FILE);
  const [hasData, encrypted] = [existsSync(file), existsSync(keyFile)];
  if (secret === undefined) {
    if (encrypted)
      throw new StartError(
        'encrypted',
        `The data in ${folder} is encrypted: set DATA_ENCRYPTION_KEY to the key it was written with`,
      );
    if (hasData && !['', PLAIN_HEADER].includes(headerOf(file))) {
      throw new StartError(
        'damaged',
        `${file} doesn't begin as a data file does: restore a backup, or start once with --repair to keep what is sound`,
      );
    }
    return undefined;
  }
  if (!encrypted) {
    if (hasData)
      throw new StartError(
        'not_encrypted',
        `The data in ${folder} was written without DATA_ENCRYPTION_KEY: unset it, or move the data into a new folder by a backup`,
      );
    const salt = randomBytes(16).toString('base64');
    writeDurably(keyFile, JSON.stringify({ version: 1, salt, proof: proofOf(derive(secret, salt)) }));
  }
  const { salt, proof } = JSON.parse(readFileSync(keyFile, 'utf8')) as { salt: string; proof: string };
  const key = derive(secret, salt);
  if (!timingSafeEqual(Buffer.from(proofOf(key)), Buffer.from(proof))) {
    throw new StartError(
      'wrong_key',
      `DATA_ENCRYPTION_KEY is not the key that the data in ${folder} was written with: set the right one`,
    );
  }
  return key;
}

/** 32 characters, which is what the engine takes; 192 bits. */
function derive(secret: string, salt: string): string {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'pages of the document store', 24)).toString('base64');
}

function proofOf(key: string): string {
  return createHmac('sha256', key).update('proof of the page key').digest('base64');
}

function writeDurably(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function headerOf(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(PLAIN_HEADER.length);
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

import { createHmac, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce } from './create-once.ts';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedStoreError, systemCode } from './errors.ts';

/** 32 random bytes as base64url, made once per data folder, readable by its owner only. */
export async function readOrCreateSecret(folder: DataFolder): Promise<string> {
  const file = join(folder.root, 'secret');
  const present = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (present !== undefined) return check(file, present);
  // The cluster's passwords come from the lost secret: a new one would lock everybody out of it.
  if (await exists(folder.cluster)) throw damaged(file, 'is missing');
  await createOnce(file, `${randomBytes(32).toString('base64url')}\n`, 0o600);
  return check(file, await readFile(file, 'utf8'));
}

/** The owner's password of the cluster. */
export function ownerPassword(secret: string): string {
  return createHmac('sha256', secret).update('embedded PostgreSQL, owner').digest('base64url');
}

/** The one account of the embedded document server, where it listens on a port. */
export function documentsAccount(secret: string): { user: string; password: string } {
  const derive = (what: string) =>
    createHmac('sha256', secret).update(`embedded document server, ${what}`).digest('base64url');
  return { user: derive('user'), password: derive('password') };
}

function check(file: string, content: string): string {
  const secret = content.trim();
  if (!/^[\w-]{43}$/.test(secret)) throw damaged(file, 'is damaged');
  return secret;
}

function damaged(file: string, what: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'data_dir_incompatible',
    `${file} ${what}; without it the stores beside it can't be opened. Restore it from a backup of the data folder.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

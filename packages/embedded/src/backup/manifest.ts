import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { EmbeddedStoreError, systemCode } from '../errors.ts';

export interface BackedUpFile {
  /** From the backup's folder on, parted by `/`. */
  path: string;
  bytes: number;
  sha256: string;
}

/** What a backup holds, in `manifest.json`, which is written last. */
export interface Manifest {
  /** Version of this layout. */
  format: number;
  /** The one moment at which both stores stood as they are in the backup; ISO 8601, UTC. */
  moment: string;
  /** Where PostgreSQL's log was at that moment. */
  position: string;
  /** What the data folder's own `format.json` says. */
  folder: Record<string, unknown>;
  /** Whether the folder's secret is inside. */
  secret: boolean;
  /** Whether DATA_ENCRYPTION_KEY is needed to read the documents. */
  encrypted: boolean;
  /** What the program that took the backup notes of itself; nothing here reads it. */
  application: Record<string, unknown>;
  /** Folders that are empty, and have to be there. */
  folders: string[];
  files: BackedUpFile[];
}

export const MANIFEST = 'manifest.json';
export const MANIFEST_FORMAT = 1;
/** In the backup, what goes into the data folder. */
export const DATA = 'data';
/** What a backup is called until it is whole. */
export const INCOMPLETE = '.incomplete';

/**
 * Reads what a backup says of itself.
 * @throws {EmbeddedStoreError} where it isn't a whole backup, or one of a newer version
 */
export async function readManifest(backup: string): Promise<Manifest> {
  const value = parse(backup, await readText(backup));
  const { format } = fields(value);
  if (typeof format === 'number' && format > MANIFEST_FORMAT) {
    throw unusable(
      backup,
      `it has format ${format}, and this program reads ${MANIFEST_FORMAT}. Update the program to the version that took it`,
    );
  }
  const manifest = toManifest(value);
  if (manifest === undefined) throw unusable(backup, `its ${MANIFEST} is damaged. Take another backup`);
  return manifest;
}

export const unusable = (backup: string, why: string): EmbeddedStoreError =>
  new EmbeddedStoreError('backup_unusable', `The backup ${backup} can't be used: ${why}.`);

async function readText(backup: string): Promise<string> {
  try {
    return await readFile(join(backup, MANIFEST), 'utf8');
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error;
    const why = backup.endsWith(INCOMPLETE)
      ? 'it was interrupted before it was whole, or is being taken right now. Take another one'
      : `it has no ${MANIFEST}. Name the folder that \`backup\` made`;
    throw unusable(backup, why);
  }
}

function parse(backup: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(backup, `its ${MANIFEST} is damaged. Take another backup`);
  }
}

function toManifest(value: unknown): Manifest | undefined {
  const { format, moment, position, folder, secret, encrypted, application, folders, files } = fields(value);
  if (format !== MANIFEST_FORMAT || typeof moment !== 'string' || typeof position !== 'string') return undefined;
  if (typeof secret !== 'boolean' || typeof encrypted !== 'boolean') return undefined;
  if (!Array.isArray(folders) || !folders.every(isPath) || !Array.isArray(files) || !files.every(isFile)) {
    return undefined;
  }
  return {
    ...{ format, moment, position, secret, encrypted, folders, files },
    folder: fields(folder),
    application: fields(application),
  };
}

/** Nothing in a backup may lead out of it. */
const isPath = (value: unknown): value is string =>
  typeof value === 'string' && !isAbsolute(value) && value.split('/').every((part) => part !== '' && part !== '..');

function isFile(value: unknown): value is BackedUpFile {
  const { path, bytes, sha256 } = fields(value);
  return isPath(path) && Number.isSafeInteger(bytes) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce, replaceFile } from './create-once.ts';
import type { DataFolder } from './data-folder.ts';
import type { DocumentStoreKind } from './document-store-kind.ts';
import { EmbeddedStoreError, systemCode } from './errors.ts';

/**
 * What this version reads and writes. `postgres` is the major version of the cluster, which no other one can open;
 * `documents` the version of the embedded document server's files, or the word `mongod` where that keeps them.
 */
const FORMAT = { format: 1, postgres: 18, documents: 1 };

/** Stamps a new folder, refuses one that was written in another format. */
export async function checkFormat(folder: DataFolder): Promise<void> {
  const file = fileIn(folder);
  const written = (await readIfThere(file)) ?? (await stamp(folder, file));
  const fault = formatFault(written);
  if (fault !== undefined) throw incompatible(folder, fault);
  const major = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (major !== undefined && major.trim() !== String(FORMAT.postgres)) {
    throw incompatible(
      folder,
      `its cluster belongs to PostgreSQL ${major.trim()}, this program brings ${FORMAT.postgres}. ` +
        'Export the data with the version that wrote the folder',
    );
  }
}

/** Why this version can't read what was written in this format; undefined where it can. */
export function formatFault(written: Record<string, unknown>): string | undefined {
  for (const [part, ours] of Object.entries(FORMAT)) {
    const theirs = written[part];
    if (theirs === ours || (part === 'documents' && theirs === 'mongod')) continue;
    const newer = typeof theirs === 'number' && theirs > ours;
    return (
      `its ${part === 'format' ? 'layout' : part} has version ${String(theirs)}, this program uses ${ours}. ` +
      (newer
        ? 'Update the program to the version that wrote the folder'
        : 'Export the data with the version that wrote the folder')
    );
  }
  return undefined;
}

/** What a data folder says of its format. */
export async function readFormat(folder: DataFolder): Promise<Record<string, unknown>> {
  return (await readIfThere(fileIn(folder))) ?? {};
}

/** Whose files keep the documents, as recorded; undefined in a folder in which no store has kept any yet. */
export async function recordedKind(folder: DataFolder): Promise<DocumentStoreKind | undefined> {
  const written = await readIfThere(fileIn(folder));
  if (written?.documents === 'mongod') return 'mongod';
  // A new folder is stamped before anybody asks for documents.
  const files = await readdir(folder.documents).catch((error: unknown) =>
    systemCode(error) === 'ENOENT' ? [] : ['?'],
  );
  return files.length > 0 ? 'embedded' : undefined;
}

/** Records whose files keep the documents from now on. Only the holder of the keeper's lock may call it. */
export async function recordKind(folder: DataFolder, kind: DocumentStoreKind): Promise<void> {
  const file = fileIn(folder);
  const documents = kind === 'mongod' ? 'mongod' : FORMAT.documents;
  const written = await readIfThere(file);
  if (written?.documents !== documents)
    await replaceFile(file, `${JSON.stringify({ ...FORMAT, ...written, documents })}\n`);
}

const fileIn = (folder: DataFolder): string => join(folder.root, 'format.json');

async function stamp(folder: DataFolder, file: string): Promise<Record<string, unknown>> {
  // A store without a stamp was made by something else; starting on it could only harm it.
  const foreign = (await readdir(folder.root)).find((name) =>
    ['postgres', 'documents', 'mongod', 'PG_VERSION'].includes(name),
  );
  if (foreign !== undefined && (await readIfThere(file)) === undefined) {
    throw incompatible(folder, `it holds ${foreign}, but no format.json says in which format`);
  }
  await createOnce(file, `${JSON.stringify(FORMAT)}\n`, 0o644);
  return (await readIfThere(file)) ?? FORMAT;
}

async function readIfThere(file: string): Promise<Record<string, unknown> | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Not JSON: treated like JSON of another kind.
  }
  throw new EmbeddedStoreError(
    'data_dir_incompatible',
    `${file} is damaged: it should read ${JSON.stringify(FORMAT)}. Restore it from a backup of the data folder.`,
  );
}

function incompatible(folder: DataFolder, why: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'data_dir_incompatible',
    `The data folder ${folder.root} can't be opened: ${why}, or choose another data folder. Nothing was changed in it.`,
  );
}

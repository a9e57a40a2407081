import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  findAnyOrganization,
  type OrganizationState,
  openDocuments,
  openPostgres,
  readTenantDocuments,
  readTenantRows,
  unexportedColumns,
  unexportedTables,
  withTenant,
} from '@songtrackpro/db';
import { FolderStorage } from '../../core/files.ts';
import { openObjects } from '../../core/objects/open-objects.ts';
import type { StoreSettings } from '../../core/settings.ts';
import { type ExportedPart, PartWriter } from './part-writer.ts';

/** What an export holds; `manifest.json` in its folder. */
export interface ExportManifest {
  /** Version of the layout. */
  format: 1;
  organization: Pick<OrganizationState, 'id' | 'slug' | 'name'>;
  /** The moment of the tables; documents are as of this moment or a little later. ISO 8601, UTC. */
  moment: string;
  parts: ExportedPart[];
  /** What was left out on purpose. */
  leftOut: { tables: Readonly<Record<string, string>>; columns: Readonly<Record<string, readonly string[]>> };
}

export interface ExportOptions {
  /** The slug or id of the organization; a deleted one is exported as long as it is there. */
  organization: string;
  /** A folder that doesn't exist yet. */
  folder: string;
  at: Date;
  /** Called for each file that is whole. */
  onPart?: (part: ExportedPart) => void;
}

export class ExportError extends Error {
  override name = 'ExportError';
}

/**
 * Writes everything of an organization into a folder: its tables as of one moment, its documents with all their versions,
 * and its uploaded files. The folder has its name when it is whole. Null where there is no such organization.
 */
export async function exportOrganization(
  stores: StoreSettings,
  options: ExportOptions,
): Promise<ExportManifest | null> {
  const folder = resolve(options.folder);
  if (await stat(folder).catch(() => null)) throw new ExportError(`${folder} exists. Name a folder that doesn't.`);
  const postgres = await openPostgres(stores.urls, { poolSize: 1 });
  const documents = await openDocuments(stores.mongodbUri, { retention: stores.retention ?? {} });
  try {
    const found = await findAnyOrganization(postgres, options.organization);
    if (!found) return null;
    const { id, slug, name } = found;
    const draft = `${folder}.incomplete`;
    await makeDraft(draft);
    const parts: ExportedPart[] = [];
    const keep = (part: ExportedPart) => {
      parts.push(part);
      options.onPart?.(part);
    };
    await withTenant(
      postgres,
      { organizationId: id },
      async (tx) => {
        for await (const part of writeLines(draft, rowLines(readTenantRows(tx)))) keep(part);
      },
      { readOnly: true, isolation: 'repeatable read' },
    );
    // After the rows: so every document is there that they speak of.
    for await (const part of writeLines(draft, documentLines(readTenantDocuments(documents.db, id)))) keep(part);
    const files = new FolderStorage(stores.filesDir);
    for await (const key of files.list(id)) {
      const part = await PartWriter.open(draft, `files/${key.slice(id.length + 1)}`);
      for await (const bytes of files.read(key)) await part.bytes(bytes);
      keep(await part.close('bytes'));
    }
    if (stores.invoices !== undefined) {
      const storage = await openObjects(stores.invoices);
      for await (const key of storage.list(`${id}/`)) {
        const part = await PartWriter.open(draft, `files/${key.slice(id.length + 1)}`);
        await part.bytes((await storage.get(key)) ?? new Uint8Array());
        keep(await part.close('bytes'));
      }
    }
    const manifest: ExportManifest = {
      format: 1,
      organization: { id, slug, name },
      moment: options.at.toISOString(),
      parts,
      leftOut: { tables: unexportedTables, columns: unexportedColumns },
    };
    await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    await rename(draft, folder);
    return manifest;
  } finally {
    await Promise.all([postgres.close(), documents.close()]);
  }
}

async function makeDraft(draft: string): Promise<void> {
  await mkdir(dirname(draft), { recursive: true });
  await mkdir(draft, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new ExportError(
      `${draft} is there: an export was interrupted, or is being made right now. Remove it, then start again.`,
    );
  });
}

interface Lines {
  path: string;
  lines: readonly string[];
}

async function* rowLines(tables: ReturnType<typeof readTenantRows>): AsyncGenerator<Lines> {
  for await (const { table, rows } of tables) yield { path: `tables/${table}.jsonl`, lines: rows };
}

async function* documentLines(documents: ReturnType<typeof readTenantDocuments>): AsyncGenerator<Lines> {
  for await (const { collection, json } of documents) yield { path: `documents/${collection}.jsonl`, lines: [json] };
}

/** Writes lines that come in the order of their files; answers each file when it is whole. */
async function* writeLines(folder: string, all: AsyncGenerator<Lines>): AsyncGenerator<ExportedPart> {
  let open: { path: string; writer: PartWriter } | undefined;
  for await (const { path, lines } of all) {
    if (open?.path !== path) {
      if (open) yield await open.writer.close('lines');
      open = { path, writer: await PartWriter.open(folder, path) };
    }
    for (const line of lines) await open.writer.line(line);
  }
  if (open) yield await open.writer.close('lines');
}

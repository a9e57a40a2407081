import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Queryable } from './postgres.ts';

const folder = new URL('../../migrations/', import.meta.url);

export class MigrationError extends Error {
  override name = 'MigrationError';
}

export interface MigrationFile {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations of this version, in order. */
export async function readMigrations(from: URL = folder): Promise<MigrationFile[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, from), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Checksums of what a database has applied, by file name; none where it was never migrated. */
export async function readApplied(owner: Queryable): Promise<Map<string, string>> {
  const [mark] = await owner<{ there: boolean }[]>`select to_regclass('public.schema_migrations') is not null as there`;
  if (!mark?.there) return new Map();
  const rows = await owner<{ name: string; checksum: string }[]>`select name, checksum from schema_migrations`;
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** Files that a database has not applied yet; refuses one that this version does not match. */
export function pendingMigrations(files: MigrationFile[], done: Map<string, string>): MigrationFile[] {
  for (const [name, checksum] of done) {
    const file = files.find((candidate) => candidate.name === name);
    if (!file) {
      throw new MigrationError(
        `The database carries the migration ${name}, which this version does not have: it was made by a newer SongTrackPro. Start that version instead.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after this database had applied it. Restore the file, and put the change into a new migration.`,
      );
    }
  }
  return files.filter((file) => !done.has(file.name));
}

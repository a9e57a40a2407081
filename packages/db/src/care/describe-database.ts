import { readMigrations } from '../core/migration-files.ts';
import { openForInspection } from '../core/postgres.ts';

/** What a backup notes of the database in it. */
export interface DatabaseNotes {
  /** The newest migration; null in a database that was never migrated. */
  migration: string | null;
  outbox: {
    /** The newest entry. */
    newest: { id: string; createdAt: string } | null;
    /** Entries that were not delivered to the document store yet; a restored installation delivers them. */
    waiting: number;
  };
}

/** How far a database is migrated and where its outbox stands; it may be one of any version. */
export async function describeDatabase(ownerUrl: string): Promise<DatabaseNotes> {
  const owner = openForInspection(ownerUrl);
  try {
    const [there] = await owner<{ outbox: boolean }[]>`select to_regclass('public.outbox') is not null as outbox`;
    if (!there?.outbox) return { migration: null, outbox: { newest: null, waiting: 0 } };
    const [row] = await owner<{ migration: string | null; waiting: number }[]>`
      select (select max(name) from schema_migrations) as migration,
        (select count(*)::int from outbox where dispatched_at is null) as waiting`;
    const [newest] = await owner<{ id: string; createdAt: string }[]>`
      select id, to_json(created_at) #>> '{}' as "createdAt" from outbox order by id desc limit 1`;
    return { migration: row?.migration ?? null, outbox: { newest: newest ?? null, waiting: row?.waiting ?? 0 } };
  } finally {
    await owner.end();
  }
}

/** The newest migration of this version. */
export async function newestMigration(): Promise<string | null> {
  return (await readMigrations()).at(-1)?.name ?? null;
}

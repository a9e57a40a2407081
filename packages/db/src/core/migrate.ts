import postgres from 'postgres';
import { installJobQueue } from './install-job-queue.ts';
import { MigrationError, pendingMigrations, readApplied, readMigrations } from './migration-files.ts';
import { ensureRoles } from './roles.ts';

/** Any constant serves; it only has to be the same in every process that migrates. */
const lockKey = 7_741_001;

export interface MigrationReport {
  /** Files applied by this call, in order. */
  applied: string[];
  /** Files that were there before. */
  present: number;
}

/**
 * Brings roles and schema up to date as the owner of the database. Processes that start together take turns under an
 * advisory lock; each file is applied in a transaction of its own, so a failed one leaves nothing half done. The tables of
 * the job queue are the library's own and come last.
 * `folder` is another place of the migration files.
 */
export async function migrate(ownerUrl: string, secret: string, folder?: URL): Promise<MigrationReport> {
  const owner = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'songtrackpro-migrate' },
  });
  try {
    await owner`select pg_advisory_lock(${lockKey})`;
    await owner`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`;
    const done = await readApplied(owner);
    const pending = pendingMigrations(await readMigrations(folder), done);
    await ensureRoles(owner, secret);
    for (const file of pending) {
      await owner
        .begin(async (tx) => {
          await tx.unsafe(file.sql);
          await tx`insert into schema_migrations (name, checksum) values (${file.name}, ${file.checksum})`;
        })
        .catch((cause: unknown) => {
          throw new MigrationError(`The migration ${file.name} failed and was rolled back: ${String(cause)}`, {
            cause,
          });
        });
    }
    await installJobQueue(owner);
    return { applied: pending.map((file) => file.name), present: done.size };
  } finally {
    await owner.end({ timeout: 5 });
  }
}

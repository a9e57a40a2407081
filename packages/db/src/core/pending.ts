import { type MigrationFile, pendingMigrations, readApplied, readMigrations } from './migration-files.ts';
import type { Postgres } from './postgres.ts';

/** Files don't change while a process runs. */
let ofThisVersion: Promise<MigrationFile[]> | undefined;

/**
 * How many migrations of this version the database lacks.
 *
 * @throws MigrationError when it carries one that this version doesn't know
 */
export async function countPendingMigrations({ worker }: Pick<Postgres, 'worker'>): Promise<number> {
  ofThisVersion ??= readMigrations();
  const [files, done] = await Promise.all([ofThisVersion, readApplied(worker)]);
  return pendingMigrations(files, done).length;
}

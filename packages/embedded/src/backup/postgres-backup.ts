import postgres from 'postgres';
import { EmbeddedStoreError } from '../errors.ts';

export interface PostgresBackup {
  /** Ends the backup: what was committed until now is in the files, read with the log's segments and the label. */
  stop(): Promise<{ position: string; label: string; isNeeded: (walFile: string) => boolean; needed: number }>;
  /** Lets go of the log. */
  close(): Promise<void>;
}

const segment = /^[0-9A-F]{24}$/;

/**
 * Puts PostgreSQL into backup mode: its files may be copied while it writes them. The mode belongs to this session, as
 * does the slot that keeps the log, so both end with the process, however that dies.
 */
export async function startPostgresBackup(url: string): Promise<PostgresBackup> {
  const pool = postgres(url, { max: 1, prepare: false, onnotice() {}, max_lifetime: null });
  try {
    const session = await pool.reserve();
    const slot = `backup_${process.pid}_${Date.now()}`;
    await session`select pg_create_physical_replication_slot(${slot}, true, true)`;
    await session`select pg_backup_start(${slot}, true)`;
    return {
      async stop() {
        const [stopped] = await session<{ lsn: string; labelfile: string; last: string }[]>`
          select lsn::text, labelfile, pg_walfile_name(lsn) as last from pg_backup_stop(false)`;
        const first = stopped && /^START WAL LOCATION: .*\(file ([0-9A-F]{24})\)$/m.exec(stopped.labelfile)?.[1];
        if (!stopped || !first)
          throw new EmbeddedStoreError('backup_failed', 'PostgreSQL did not say where the backup began.');
        const { lsn: position, labelfile: label, last } = stopped;
        const [size] = await session<{ bytes: string }[]>`
          select setting as bytes from pg_settings where name = 'wal_segment_size'`;
        const inFile = 2 ** 32 / Number(size?.bytes);
        const numberOf = (name: string) =>
          Number.parseInt(name.slice(8, 16), 16) * inFile + Number.parseInt(name.slice(16), 16);
        return {
          position,
          label,
          isNeeded: (name) => segment.test(name) && name >= first && name <= last,
          needed: numberOf(last) - numberOf(first) + 1,
        };
      },
      close: () => pool.end({ timeout: 5 }),
    };
  } catch (error) {
    await pool.end({ timeout: 5 });
    throw error;
  }
}

/**
 * What a running cluster rebuilds or must not bring along: the log, which is copied by itself, notes of the process,
 * slots, what is temporary, and what is kept in shared memory. The control file comes last.
 */
export function isLeftOut(path: string): boolean {
  const [top = '', ...rest] = path.split('/');
  const name = path.split('/').at(-1) ?? '';
  if (EMPTIED.has(top)) return rest.length > 0;
  if (['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map'].includes(path)) return true;
  return path === CONTROL || name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init');
}

export const CONTROL = 'global/pg_control';

const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);

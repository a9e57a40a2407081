import type postgres from 'postgres';
import { beginTransaction } from './begin.ts';
import { errorCode } from './errors.ts';
import type { Postgres } from './postgres.ts';

export const purgedKinds = [
  'goal',
  'campaignTemplate',
  'campaign',
  'track',
  'artist',
  'audience',
  'apiKey',
  'organization',
  'user',
] as const;
export type PurgedKind = (typeof purgedKinds)[number];

export interface PurgedRow {
  kind: PurgedKind;
  id: string;
  /** Null for a person, who belongs to nobody. */
  organizationId: string | null;
}

/** In the order of dependence: what others point to comes after them. */
const tables: Record<PurgedKind, { name: string; organization: string }> = {
  goal: { name: 'campaign_goals', organization: 'organization_id' },
  campaignTemplate: { name: 'campaign_templates', organization: 'organization_id' },
  campaign: { name: 'campaigns', organization: 'organization_id' },
  track: { name: 'tracks', organization: 'organization_id' },
  artist: { name: 'artists', organization: 'organization_id' },
  audience: { name: 'audiences', organization: 'organization_id' },
  apiKey: { name: 'api_keys', organization: 'organization_id' },
  organization: { name: 'organizations', organization: 'id' },
  user: { name: 'users', organization: 'null::uuid' },
};

const batchSize = 500;

export interface PurgeOptions {
  /** Rows that were deleted before this moment go. */
  before: Date;
  /** Erases what other stores hold of these rows; they are removed here only after it has resolved. */
  erase: (rows: PurgedRow[]) => Promise<void>;
}

/** Which of the deleted rows of a kind go. */
type Which = { before: Date } | { id: string };

/**
 * Removes rows for good that were deleted long enough ago, with everything that hangs on them. The rows are locked while
 * `erase` runs, so none can be restored in between; after a crash the next run does the same again. Answers what went.
 */
export async function purgeDeleted(postgres: Pick<Postgres, 'worker'>, options: PurgeOptions): Promise<PurgedRow[]> {
  const purged: PurgedRow[] = [];
  for (const kind of purgedKinds) {
    const kept = new Set<string>();
    for (;;) {
      const batch = await beginTransaction(postgres.worker, '', (tx) =>
        purgeBatch(tx, kind, { kept, which: options, erase: options.erase }),
      );
      purged.push(...batch.gone);
      for (const row of batch.kept) kept.add(row.id);
      // What had been merged into a row that went goes after it.
      if (batch.gone.length === 0 && batch.kept.length < batchSize) break;
    }
  }
  return purged;
}

/** Removes one organization for good that is deleted, however recently; false where it is not. */
export async function purgeOrganization(
  postgres: Pick<Postgres, 'worker'>,
  id: string,
  erase: PurgeOptions['erase'],
): Promise<boolean> {
  const { gone } = await beginTransaction(postgres.worker, '', (tx) =>
    purgeBatch(tx, 'organization', { kept: new Set(), which: { id }, erase }),
  );
  return gone.length > 0;
}

async function purgeBatch(
  tx: postgres.TransactionSql,
  kind: PurgedKind,
  { kept, which, erase }: { kept: ReadonlySet<string>; which: Which; erase: PurgeOptions['erase'] },
): Promise<{ gone: PurgedRow[]; kept: PurgedRow[] }> {
  const { name, organization } = tables[kind];
  const found = await tx<{ id: string; organizationId: string | null }[]>`
    select id, ${tx.unsafe(organization)} as "organizationId" from ${tx(name)}
    where ${'id' in which ? tx`deleted_at is not null and id = ${which.id}` : tx`deleted_at < ${which.before.toISOString()}::timestamptz`}
      and id <> all (${[...kept]}::uuid[])
    order by deleted_at limit ${batchSize} for update skip locked`;
  const rows = found.map((row) => ({ kind, ...row }));
  const removable: PurgedRow[] = [];
  // Only tracks keep what they point to; every other link is cut or goes along.
  for (const row of rows) if (kind !== 'artist' || (await isFree(tx, name, row.id))) removable.push(row);
  if (removable.length > 0) await erase(removable);
  if (kind === 'organization') {
    await tx`insert into purged_organizations (id, deleted_at)
      select id, deleted_at from organizations where id = any (${removable.map((row) => row.id)}::uuid[])
      on conflict (id) do nothing`;
  }
  await tx`delete from ${tx(name)} where id = any (${removable.map((row) => row.id)}::uuid[])`;
  return { gone: removable, kept: rows.filter((row) => !removable.includes(row)) };
}

/** Whether nothing living points to the row: tried in a savepoint, since the worker does not see living rows. */
async function isFree(tx: postgres.TransactionSql, table: string, id: string): Promise<boolean> {
  const undo = new Error('only tried');
  try {
    await tx.savepoint(async (attempt) => {
      await attempt`delete from ${attempt(table)} where id = ${id}`;
      throw undo;
    });
  } catch (error) {
    if (error === undo) return true;
    if (errorCode(error) !== '23503') throw error;
  }
  return false;
}

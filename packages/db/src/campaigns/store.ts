import type { Campaign } from '@songtrackpro/contracts';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaigns } from './tables.ts';

type Row = typeof campaigns.$inferSelect;
type Insert = typeof campaigns.$inferInsert;

/** What a campaign begins with; what the database fills and what monitors compute is left out. */
export type NewCampaignRow = Omit<
  Insert,
  | 'id'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'sortName'
  | 'spendMinor'
  | 'spendAsOf'
  | 'platformStatus'
>;

export function toCampaign(row: Row): Campaign {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    origin: row.origin,
    artistId: row.artistId,
    trackId: row.trackId,
    adAccountId: row.adAccountId,
    externalId: row.externalId,
    platformStatus: row.platformStatus,
    startDate: row.startDate,
    endDate: row.endDate,
    scheduled: row.scheduled,
    budgetKind: row.budgetKind,
    budgetMinor: row.budgetMinor,
    currency: row.currency,
    warnPercent: row.warnPercent,
    stopPercent: row.stopPercent,
    targeting: row.targeting,
    creatives: row.creatives,
    tags: row.tags,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    deletedAt: isoInstantOrNull(row.deletedAt),
  };
}

const present = isNull(campaigns.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.id, given.value('id')), present)),
);
const deletedById = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.id, given.value('id')), isNotNull(campaigns.deletedAt))),
);

export async function insertCampaign(tx: TenantTransaction, input: NewCampaignRow): Promise<Campaign> {
  const [row] = await tx.insert(campaigns).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toCampaign(row);
}

export async function findCampaign(tx: TenantTransaction, id: string): Promise<Campaign | null> {
  const [row] = await byId(tx, { id });
  return row ? toCampaign(row) : null;
}

export async function findDeletedCampaign(tx: TenantTransaction, id: string): Promise<Campaign | null> {
  const [row] = await deletedById(tx, { id });
  return row ? toCampaign(row) : null;
}

/** The same, held against changes until the transaction ends. */
export async function lockCampaign(tx: TenantTransaction, id: string): Promise<Campaign | null> {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.id, id), present))
    .for('update');
  return row ? toCampaign(row) : null;
}

export type CampaignChanges = Partial<Omit<NewCampaignRow, 'organizationId' | 'origin' | 'createdBy'>>;

/** Changes a campaign if it still has the version that was read; null when it has not. */
export async function updateCampaign(
  tx: TenantTransaction,
  id: string,
  readVersion: number,
  changes: CampaignChanges,
): Promise<Campaign | null> {
  const [row] = await tx
    .update(campaigns)
    .set({ ...changes, version: sql`${campaigns.version} + 1` })
    .where(and(eq(campaigns.id, id), eq(campaigns.version, readVersion), present))
    .returning()
    .catch(rethrowConstraint);
  return row ? toCampaign(row) : null;
}

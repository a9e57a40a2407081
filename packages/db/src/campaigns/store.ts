import type { Campaign } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaigns } from './tables.ts';

export type NewCampaignRow = Pick<
  typeof campaigns.$inferInsert,
  | 'organizationId'
  | 'name'
  | 'status'
  | 'origin'
  | 'artistId'
  | 'trackId'
  | 'startDate'
  | 'endDate'
  | 'budgetMinor'
  | 'currency'
>;

export interface CampaignFilter {
  status?: NonNullable<Campaign['status']> | undefined;
  origin?: Campaign['origin'] | undefined;
}

type Row = typeof campaigns.$inferSelect;

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
    startDate: row.startDate,
    endDate: row.endDate,
    budgetMinor: row.budgetMinor,
    currency: row.currency,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
  };
}

const present = isNull(campaigns.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.id, given.value('id')), present)),
);
const page = compiledRead((db, given: Given<PageRequest & CampaignFilter>) => {
  const ofStatus = given.when('status', (status) => eq(campaigns.status, status));
  const ofOrigin = given.when('origin', (origin) => eq(campaigns.origin, origin));
  return db
    .select()
    .from(campaigns)
    .where(and(present, ofStatus, ofOrigin, pageStart(campaigns.id, given)))
    .orderBy(newestFirst(campaigns.id))
    .limit(given.value('limit'));
});

export async function insertCampaign(tx: TenantTransaction, input: NewCampaignRow): Promise<Campaign> {
  const [row] = await tx.insert(campaigns).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toCampaign(row);
}

export async function findCampaign(tx: TenantTransaction, id: string): Promise<Campaign | null> {
  const [row] = await byId(tx, { id });
  return row ? toCampaign(row) : null;
}

export async function listCampaigns(
  tx: TenantTransaction,
  request: PageRequest,
  filter: CampaignFilter = {},
): Promise<Page<Campaign>> {
  const rows = await page(tx, withNext({ ...request, ...filter }));
  return toPage(rows, request.limit, toCampaign);
}

export type CampaignChanges = Partial<Pick<NewCampaignRow, 'name' | 'artistId' | 'trackId'>>;

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

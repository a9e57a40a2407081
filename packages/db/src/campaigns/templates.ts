import type { CampaignTemplate } from '@songtrackpro/contracts';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaignTemplates } from './planning-tables.ts';

type Row = typeof campaignTemplates.$inferSelect;

const toTemplate = (row: Row): CampaignTemplate => ({
  id: row.id,
  name: row.name,
  content: row.content,
  version: row.version,
  createdAt: isoInstant(row.createdAt),
  updatedAt: isoInstant(row.updatedAt),
  deletedAt: isoInstantOrNull(row.deletedAt),
});

interface Wanted {
  deleted: true | null;
}

const presence = (given: Given<Wanted>) =>
  given.when('deleted', () => isNotNull(campaignTemplates.deletedAt)) ?? isNull(campaignTemplates.deletedAt);

const byId = compiledRead((db, given: Given<{ id: string } & Wanted>) =>
  db
    .select()
    .from(campaignTemplates)
    .where(and(eq(campaignTemplates.id, given.value('id')), presence(given))),
);
const page = compiledRead((db, given: Given<PageRequest & Wanted>) =>
  db
    .select()
    .from(campaignTemplates)
    .where(and(presence(given), pageStart(campaignTemplates.id, given)))
    .orderBy(newestFirst(campaignTemplates.id))
    .limit(given.value('limit')),
);

export async function insertCampaignTemplate(
  tx: TenantTransaction,
  input: Pick<typeof campaignTemplates.$inferInsert, 'organizationId' | 'name' | 'content'>,
): Promise<CampaignTemplate> {
  const [row] = await tx.insert(campaignTemplates).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toTemplate(row);
}

/** A template that is there; with `deleted` one that was deleted. */
export async function findCampaignTemplate(
  tx: TenantTransaction,
  id: string,
  deleted = false,
): Promise<CampaignTemplate | null> {
  const [row] = await byId(tx, { id, deleted: deleted || null });
  return row ? toTemplate(row) : null;
}

export async function listCampaignTemplates(
  tx: TenantTransaction,
  request: PageRequest,
  deleted: boolean,
): Promise<Page<CampaignTemplate>> {
  const rows = await page(tx, withNext({ ...request, deleted: deleted || null }));
  return toPage(rows, request.limit, toTemplate);
}

export const deleteCampaignTemplate = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, campaignTemplates, id)) !== null;

export const restoreCampaignTemplate = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, campaignTemplates, id)) !== null;

import type { CampaignTemplate } from '@songtrackpro/contracts';
import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import {
  behindPage,
  forEachSort,
  type Sort,
  type SortedStart,
  sortedStart,
  toSortedPage,
} from '../core/sorted-page.ts';
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

export interface CampaignTemplateFilter {
  deleted: boolean;
  /** Contained in the name, without regard to accents and case. */
  text?: string | undefined;
  sort: 'newest' | 'name';
}

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
/** As `search_form` folds it, so that case and accents don't matter, in the order of code points. */
const nameForm = sql<string>`search_form(${campaignTemplates.name}) collate "C"`;
const { id } = campaignTemplates;

const sorts: Record<CampaignTemplateFilter['sort'], Sort> = {
  newest: { key: sql<string>`''`, after: (_, last) => lt(id, last), order: [desc(id)] },
  name: {
    key: nameForm,
    after: (key, last) => sql`(${nameForm}, ${id}) > (${key}, ${last})`,
    order: [asc(nameForm), asc(id)],
  },
};

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<SortedStart & Wanted & Pick<CampaignTemplateFilter, 'text'>>) =>
    db
      .select({ template: campaignTemplates, id, key: sort.key })
      .from(campaignTemplates)
      .where(
        and(
          presence(given),
          given.when(
            'text',
            (text) => sql`position(search_form(${text}) in search_form(${campaignTemplates.name})) > 0`,
          ),
          behindPage(sort, given),
        ),
      )
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(sorts, pageBy);

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
  { deleted, text, sort }: CampaignTemplateFilter,
): Promise<Page<CampaignTemplate>> {
  const rows = await pages[sort](tx, { ...sortedStart(request), text, deleted: deleted || null });
  return toSortedPage(rows, request.limit, ({ template }) => toTemplate(template));
}

/** Changes a template if it still has the version that was read; null when it has not. */
export async function updateCampaignTemplate(
  tx: TenantTransaction,
  templateId: string,
  readVersion: number,
  changes: Pick<CampaignTemplate, 'name' | 'content'>,
): Promise<CampaignTemplate | null> {
  const [row] = await tx
    .update(campaignTemplates)
    .set({ ...changes, version: sql`${campaignTemplates.version} + 1` })
    .where(and(eq(id, templateId), eq(campaignTemplates.version, readVersion), isNull(campaignTemplates.deletedAt)))
    .returning()
    .catch(rethrowConstraint);
  return row ? toTemplate(row) : null;
}

export const deleteCampaignTemplate = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, campaignTemplates, id)) !== null;

export const restoreCampaignTemplate = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, campaignTemplates, id)) !== null;

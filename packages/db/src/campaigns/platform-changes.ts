import type { PlatformChange } from '@songtrackpro/contracts';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { platformChanges } from './platform-tables.ts';

type Row = typeof platformChanges.$inferSelect;

/** A change as it is stored; what a person does about it is worded above. */
export interface StoredChange extends Omit<PlatformChange, 'nextStep' | 'fault'> {
  fault: Row['fault'];
  /** Until then a process is at it. */
  tryingUntil: string | null;
}

function toChange(row: Row): StoredChange {
  const { organizationId: _, kind: __, updatedAt: ___, waitUntil, ...rest } = row;
  return {
    ...rest,
    tryingUntil: isoInstantOrNull(row.tryingUntil),
    nextTryAt: row.status === 'open' ? isoInstant(waitUntil) : null,
    createdAt: isoInstant(row.createdAt),
    finishedAt: isoInstantOrNull(row.finishedAt),
  };
}

export interface NewChange {
  organizationId: string;
  campaignId: string;
  adAccountId: string;
  adCampaignId: string | null;
  externalId: string | null;
  wish: PlatformChange['wish'];
}

/**
 * Records what is about to be asked for, with a first try under way until `tryingUntil`.
 *
 * @throws ConstraintError `platform_changes_open_key` where one of its kind is open
 */
export async function insertChange(tx: TenantTransaction, change: NewChange, tryingUntil: Date): Promise<StoredChange> {
  const until = tryingUntil.toISOString();
  const [row] = await tx
    .insert(platformChanges)
    .values({ ...change, kind: change.wish.kind, tries: 1, tryingUntil: until, waitUntil: until })
    .returning()
    .catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toChange(row);
}

export async function findChange(tx: TenantTransaction, id: string): Promise<StoredChange | null> {
  const [row] = await tx.select().from(platformChanges).where(eq(platformChanges.id, id));
  return row ? toChange(row) : null;
}

/** The open change of a kind that a campaign has, held until the transaction ends. */
export async function lockOpenChange(
  tx: TenantTransaction,
  campaignId: string,
  kind: PlatformChange['wish']['kind'],
): Promise<StoredChange | null> {
  const [row] = await tx
    .select()
    .from(platformChanges)
    .where(
      and(
        eq(platformChanges.campaignId, campaignId),
        eq(platformChanges.kind, kind),
        eq(platformChanges.status, 'open'),
      ),
    )
    .for('update');
  return row ? toChange(row) : null;
}

/** Whether a campaign of ours was made in an ad account and still is carried out by what was made. */
export async function isPublishedIn(tx: TenantTransaction, campaignId: string, adAccountId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from platform_changes p
    join campaign_links l on l.ad_campaign_id = p.ad_campaign_id and l.campaign_id = p.campaign_id
    where p.campaign_id = ${campaignId} and p.ad_account_id = ${adAccountId} and p.kind = 'create' and p.status = 'done'
    limit 1`);
  return rows.length > 0;
}

/** Takes an open change that nobody is at; null where there is nothing to do now. */
export async function claimChange(
  tx: TenantTransaction,
  id: string,
  { now, tryingUntil }: { now: Date; tryingUntil: Date },
): Promise<StoredChange | null> {
  const at = now.toISOString();
  const until = tryingUntil.toISOString();
  const [row] = await tx
    .update(platformChanges)
    .set({ tries: sql`${platformChanges.tries} + 1`, tryingUntil: until, waitUntil: until })
    .where(
      and(
        eq(platformChanges.id, id),
        eq(platformChanges.status, 'open'),
        lte(platformChanges.waitUntil, at),
        or(isNull(platformChanges.tryingUntil), lte(platformChanges.tryingUntil, at)),
      ),
    )
    .returning();
  return row ? toChange(row) : null;
}

export interface ChangeEnd {
  status?: 'done' | 'refused' | 'superseded';
  adCampaignId?: string;
  externalId?: string;
  fault?: Row['fault'];
  waitUntil?: Date;
  at: Date;
}

/** What a try has come to, or another one's has; one that is finished stays as it is. */
export async function endTry(tx: TenantTransaction, id: string, end: ChangeEnd): Promise<StoredChange | null> {
  const { at, waitUntil, status, ...rest } = end;
  const [row] = await tx
    .update(platformChanges)
    .set({
      ...rest,
      tryingUntil: null,
      ...(status && { status, finishedAt: at.toISOString() }),
      ...(waitUntil && { waitUntil: waitUntil.toISOString() }),
    })
    .where(and(eq(platformChanges.id, id), eq(platformChanges.status, 'open')))
    .returning();
  return row ? toChange(row) : null;
}

interface ChangePage extends PageRequest {
  campaignId?: string | undefined;
  status?: PlatformChange['status'] | undefined;
}

const page = compiledRead((db, given: Given<ChangePage>) =>
  db
    .select()
    .from(platformChanges)
    .where(
      and(
        given.when('campaignId', (id) => eq(platformChanges.campaignId, id)),
        given.when('status', (status) => eq(platformChanges.status, status)),
        pageStart(platformChanges.id, given),
      ),
    )
    .orderBy(newestFirst(platformChanges.id))
    .limit(given.value('limit')),
);

export async function listChanges(tx: TenantTransaction, request: ChangePage): Promise<Page<StoredChange>> {
  return toPage(await page(tx, withNext(request)), request.limit, toChange);
}

/** Open changes over all organizations that nobody is at and that have waited long enough. */
export async function listDueChanges(
  { worker }: Pick<Postgres, 'worker'>,
  now: Date,
): Promise<{ id: string; organizationId: string }[]> {
  const at = now.toISOString();
  return worker<{ id: string; organizationId: string }[]>`
    select c.id, c.organization_id as "organizationId" from platform_changes c
    join organizations o on o.id = c.organization_id and o.deleted_at is null
    where c.status = 'open' and c.wait_until <= ${at} and (c.trying_until is null or c.trying_until <= ${at})
    order by c.wait_until limit 1000`;
}

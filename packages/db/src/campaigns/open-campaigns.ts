import { and, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaigns } from './tables.ts';

/**
 * Organizations in which a schedule or a monitor has something to do, with their zones. Completed campaigns are work while
 * their end or a goal's deadline lies on or after `lateFrom`; it is taken a day earlier, for zones that are behind.
 */
export async function listOrganizationsAtWork(
  postgres: Pick<Postgres, 'worker'>,
  lateFrom: string,
): Promise<{ id: string; zone: string }[]> {
  return postgres.worker<{ id: string; zone: string }[]>`
    select id, time_zone as zone from organizations o
    where deleted_at is null and suspended_at is null and exists (
      select from campaigns c where c.organization_id = o.id and c.deleted_at is null
        and (c.status in ('active', 'paused') or (c.status = 'draft' and c.scheduled)
          or (c.status = 'completed' and (c.end_date >= ${lateFrom}::date - 1 or exists (
            select from campaign_goals g where g.organization_id = c.organization_id and g.campaign_id = c.id
              and g.deleted_at is null and g.due_date >= ${lateFrom}::date - 1)))))
    order by id`;
}

/** Campaigns that a day has work for: drafts that are to begin, and those whose last day is over. */
export async function listDueCampaigns(
  tx: TenantTransaction,
  today: string,
): Promise<{ id: string; due: 'start' | 'end' }[]> {
  const isOver = and(inArray(campaigns.status, ['active', 'paused']), lt(campaigns.endDate, today));
  const isToBegin = and(
    eq(campaigns.status, 'draft'),
    eq(campaigns.scheduled, true),
    isNotNull(campaigns.startDate),
    lte(campaigns.startDate, today),
  );
  const rows = await tx
    .select({ id: campaigns.id, status: campaigns.status })
    .from(campaigns)
    .where(and(isNull(campaigns.deletedAt), or(isOver, isToBegin)))
    .orderBy(campaigns.id);
  return rows.map(({ id, status }) => ({ id, due: status === 'draft' ? 'start' : 'end' }));
}

/** What a monitor last computed of a campaign's spend; the version stays, because nobody decided anything. */
export async function noteSpend(
  tx: TenantTransaction,
  id: string,
  spend: { spentMinor: number; asOf: string } | null,
): Promise<void> {
  await tx
    .update(campaigns)
    .set({ spendMinor: spend?.spentMinor ?? null, spendAsOf: spend?.asOf ?? null })
    .where(
      and(
        eq(campaigns.id, id),
        isNotNull(campaigns.currency),
        // A row that says the same already is left alone, with the moment of its last change.
        sql`(${campaigns.spendMinor}, ${campaigns.spendAsOf}) is distinct from
          (${spend?.spentMinor ?? null}::bigint, ${spend?.asOf ?? null}::timestamptz)`,
      ),
    );
}

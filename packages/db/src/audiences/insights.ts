import type { InsightDimension, InsightSegments } from '@songtrackpro/contracts';
import { and, desc, eq, gte, lte, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { audienceInsights } from './tables.ts';

export interface StoredInsight {
  date: string;
  dimension: InsightDimension;
  source: string;
  segments: InsightSegments;
}

/** Keeps what a source says of an audience on a day, in place of what it said before; none twice in `insights`. */
export async function upsertInsights(
  tx: TenantTransaction,
  audience: { organizationId: string; audienceId: string },
  insights: readonly StoredInsight[],
): Promise<void> {
  const { organizationId, audienceId, date, dimension, source } = audienceInsights;
  await tx
    .insert(audienceInsights)
    .values(insights.map((insight) => ({ ...audience, ...insight })))
    .onConflictDoUpdate({
      target: [organizationId, audienceId, date, dimension, source],
      set: { segments: sql`excluded.segments` },
    })
    .catch(rethrowConstraint);
}

export interface InsightFilter {
  audienceId: string;
  /** Days, both included. */
  from?: string | undefined;
  to?: string | undefined;
  dimension?: InsightDimension | undefined;
  source?: string | undefined;
}

const { date, dimension, source } = audienceInsights;

/** Where the page before ended: date, dimension and source of its last insight. */
function behind(position: string) {
  const [lastDate, lastDimension, lastSource] = JSON.parse(position) as [string, string, string];
  return sql`(${date}, ${dimension}::text, ${source}) < (${lastDate}::date, ${lastDimension}::text, ${lastSource}::text)`;
}

/** Insights of an audience, newest day first. */
export async function listInsights(
  tx: TenantTransaction,
  { limit, after }: PageRequest,
  filter: InsightFilter,
): Promise<Page<StoredInsight>> {
  const rows = await tx
    .select({ date, dimension, source, segments: audienceInsights.segments })
    .from(audienceInsights)
    .where(
      and(
        eq(audienceInsights.audienceId, filter.audienceId),
        filter.from === undefined ? undefined : gte(date, filter.from),
        filter.to === undefined ? undefined : lte(date, filter.to),
        filter.dimension === undefined ? undefined : eq(dimension, filter.dimension),
        filter.source === undefined ? undefined : eq(source, filter.source),
        after === null ? undefined : behind(after),
      ),
    )
    .orderBy(desc(date), desc(sql`${dimension}::text`), desc(source))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? JSON.stringify([last.date, last.dimension, last.source]) : null;
  return { items, next };
}

import { addDays } from '@songtrackpro/contracts';
import type { LedgerFact } from '@songtrackpro/db';
import type { InsightRow, InsightsQuery } from '../../providers/index.ts';
import type { AdIds } from './ad-objects.ts';
import { breakdownOf, kindOfLevel } from './series.ts';
import { valuesOf } from './values.ts';
import { settledAfterDays } from './window.ts';

/** One pull of a stretch of days: everything that is the same for all of its rows. */
export interface Pull {
  id: string;
  query: InsightsQuery;
  accountId: string;
  zone: string;
  /** The day that it is in the account's zone. */
  today: string;
  observedAt: Date;
  recordedAt: Date;
}

const origin = (pull: Pull) => ({ kind: 'sync' as const, importId: pull.id, fileName: 'sync' });

const stateOf = (date: string, today: string) => (date <= addDays(today, -settledAfterDays) ? 'final' : 'provisional');

/** What takes back a fact that a pull no longer finds. */
export const withdrawal = (pull: Pull) => ({
  recordedAt: pull.recordedAt,
  observedAt: pull.observedAt,
  state: 'withdrawn' as const,
  values: {},
  reasons: {},
  labels: {},
  rows: 0,
  origin: origin(pull),
});

/** A row as a fact; null where it is about something that has no row here. */
export function toFact(row: InsightRow, ids: AdIds, pull: Pull): LedgerFact | null {
  const { query, accountId } = pull;
  const kind = kindOfLevel[query.level];
  const external = { adAccount: undefined, campaign: row.campaign_id, adSet: row.adset_id, ad: row.ad_id }[kind];
  const id = kind === 'adAccount' ? accountId : external === undefined ? undefined : ids[kind].get(external);
  if (id === undefined) return null;
  const campaignId = row.campaign_id === undefined ? null : (ids.campaign.get(row.campaign_id) ?? null);
  return {
    key: {
      subject: { kind, id },
      granularity: 'day',
      date: row.date_start,
      periodEnd: null,
      source: 'meta_api',
      breakdown: breakdownOf(row, query),
      attribution: row.attribution_setting ?? null,
    },
    links: { campaignId, trackId: null, artistId: null, accountId },
    zone: pull.zone,
    currency: row.account_currency,
    statement: {
      recordedAt: pull.recordedAt,
      observedAt: pull.observedAt,
      state: stateOf(row.date_start, pull.today),
      values: valuesOf(row),
      reasons: {},
      labels: {},
      rows: 1,
      origin: origin(pull),
    },
  };
}

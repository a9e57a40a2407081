import type { CampaignReport, contract } from '@songtrackpro/contracts';
import { type KnownFact, readFacts } from '@songtrackpro/db';
import { loadCampaign } from '../campaigns/index.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { asOfMoment, metricValues, readLinks, readSeries, type Series, toPeriodFact } from '../metrics/index.ts';
import { type LinkedStreams, readLinkedStreams } from './linked-streams.ts';
import { reportDays } from './report-days.ts';
import { campaignNotes } from './report-notes.ts';

/** The newest statement about the longest period: its reach is deduplicated, which no sum of days can be. */
function leadingPeriod(periods: KnownFact[]): KnownFact | null {
  const length = (fact: KnownFact) => Date.parse(fact.periodEnd ?? fact.date) - Date.parse(fact.date);
  const seen = (fact: KnownFact) => fact.current.observedAt.getTime();
  return periods.toSorted((a, b) => length(b) - length(a) || seen(b) - seen(a))[0] ?? null;
}

function totalsOf(period: KnownFact | null, days: Series | null): CampaignReport['totals'] {
  if (period) {
    const { source, currency, current } = period;
    const range = { from: period.date, to: period.periodEnd ?? period.date };
    return { basis: 'period', range, source, currency, values: metricValues(current.values, current.reasons) };
  }
  if (!days) return null;
  const { range, source, facts, totals: values } = days;
  return { basis: 'days', range, source, currency: facts[0]?.currency ?? null, values };
}

async function readPeriods(ctx: Context, campaignId: string, asOf: Date | null): Promise<KnownFact[]> {
  const query = { subject: { kind: 'campaign', id: campaignId }, granularity: 'period', asOf } as const;
  return readFacts(ctx.services.documents.db, ctx.organizationId, query);
}

export const getCampaignReport: Verb<typeof contract.reports.campaign> = async (ctx, input) => {
  const campaign = await loadCampaign(ctx, input.campaignId);
  const asOf = asOfMoment(input.asOf);
  const { artist, track } = await readLinks(ctx, campaign, asOf);
  const periods = await readPeriods(ctx, campaign.id, asOf);
  const spend = await readSeries(ctx, { subject: { kind: 'campaign', id: campaign.id }, asOf });
  const totals = totalsOf(leadingPeriod(periods), spend);
  const range = spend?.range ?? totals?.range ?? null;
  const streams: LinkedStreams | null = range && (await readLinkedStreams(ctx, { artist, track, range, asOf }));
  return {
    campaign,
    artist,
    track,
    asOf: (asOf ?? ctx.now).toISOString(),
    totals,
    periods: periods.map(toPeriodFact),
    daily: range && {
      range,
      streamsOf: streams?.subject ?? null,
      days: reportDays(range, spend, streams?.series ?? null),
    },
    quality: campaignNotes({ linked: artist !== null || track !== null, periods, spend, totals, streams }),
  };
};

import type { GoalType, ReportedMetricId } from '@songtrackpro/contracts';
import { type CampaignSubjects, findExpiredSubjects, readNumbers, type SubjectNumbers } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { NumbersBySubject } from './numbers.ts';

/** What is wanted of a campaign: numbers for its goals, its spend, or both. */
export interface Wanted {
  subjects: CampaignSubjects;
  goals: readonly GoalType[];
  spend: boolean;
}

const adMetrics: Partial<Record<GoalType, ReportedMetricId>> = {
  engagement: 'postEngagements',
  conversions: 'conversions',
  reach: 'reach',
};
const musicMetrics: Partial<Record<GoalType, ReportedMetricId>> = { streams: 'streams', followers: 'followers' };

/** Which subjects and metrics of one ledger are wanted by all campaigns together. */
function ask(
  wanted: readonly Wanted[],
  metricsOf: (one: Wanted) => ReportedMetricId[],
  idsOf: (one: Wanted) => string[],
) {
  const asking = wanted.filter((one) => metricsOf(one).length > 0);
  return { subjectIds: asking.flatMap(idsOf), metrics: [...new Set(asking.flatMap(metricsOf))] };
}

const earliest = (dates: readonly string[]): string | null => dates.toSorted()[0] ?? null;

/**
 * The numbers that campaigns' spend and goals are computed from, and whose may have expired in part: one request for each
 * ledger and one for its expiry, all at the same time, however many campaigns there are.
 */
export async function readCampaignNumbers(
  ctx: Pick<Context, 'organizationId' | 'services' | 'now'>,
  wanted: readonly Wanted[],
): Promise<NumbersBySubject> {
  const { db } = ctx.services.documents;
  const ads = ask(
    wanted,
    ({ goals, spend }) => [...(spend ? ['spend' as const] : []), ...goals.flatMap((type) => adMetrics[type] ?? [])],
    ({ subjects }) => subjects.adCampaignIds,
  );
  const music = ask(
    wanted.filter(({ subjects }) => subjects.startDate !== null),
    ({ goals }) => goals.flatMap((type) => musicMetrics[type] ?? []),
    ({ subjects: { trackId, artistId } }) => [trackId, artistId].filter((id) => id !== null),
  );
  const from = earliest(wanted.flatMap(({ subjects }) => subjects.startDate ?? []));
  const [ofAds, ofMusic, expiredAds, expiredMusic] = await Promise.all([
    readNumbers(db, ctx.organizationId, { ledger: 'campaign_metrics', ...ads }),
    readNumbers(db, ctx.organizationId, { ledger: 'spotify_metrics', ...music, from }),
    findExpiredSubjects(db, ctx.organizationId, { ledger: 'campaign_metrics', ...ads }, ctx.now),
    findExpiredSubjects(db, ctx.organizationId, { ledger: 'spotify_metrics', ...music }, ctx.now),
  ]);
  return {
    facts: Map.groupBy<string, SubjectNumbers>([...ofAds, ...ofMusic], ({ subjectId }) => subjectId),
    wholeFrom: new Map([...expiredAds, ...expiredMusic]),
  };
}

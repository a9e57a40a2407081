import type { GoalProgress, GoalType } from '@songtrackpro/contracts';
import type { CampaignSubjects, GoalRecord } from '@songtrackpro/db';
import { joinNumbers, levelSoFar, longestPeriod, type NumberSoFar, sumSoFar } from '../metrics/index.ts';
import { expiryOf, factsOf, type NumbersBySubject } from './numbers.ts';

type Reason = NonNullable<GoalProgress['reason']>;
/** What is known; with `expiredBefore` it may be less than the whole. */
type Found = { number: NumberSoFar | null; expiredBefore: string | null } | { reason: Reason };

interface Question {
  subjects: CampaignSubjects;
  numbers: NumbersBySubject;
  /** Last day that counts. */
  to: string | null;
}

/** Streams since the first day: the track's where any are known or have expired, else the artist's. */
function streams({ subjects, numbers, to }: Question): Found {
  const { trackId, artistId, startDate: from } = subjects;
  if (trackId === null && artistId === null) return { reason: 'no_subject' };
  if (from === null) return { reason: 'no_start' };
  for (const id of [trackId, artistId]) {
    if (id === null) continue;
    const number = sumSoFar(factsOf(numbers, id), 'streams', { from, to });
    const expiredBefore = expiryOf(numbers, [id], from);
    if (number || expiredBefore !== null) return { number, expiredBefore };
  }
  return { reason: 'no_facts' };
}

/** A level, and so not added to the baseline: the artist's followers on the last day that is known. */
function followers({ subjects, numbers, to }: Question): Found {
  const { artistId, startDate: from } = subjects;
  if (artistId === null) return { reason: 'no_subject' };
  if (from === null) return { reason: 'no_start' };
  const number = levelSoFar(factsOf(numbers, artistId), 'followers', { from, to });
  const expired = expiryOf(numbers, [artistId], from);
  // Behind that day a later level may be gone; a level says nothing of the days before it.
  if (expired !== null && (number === null || number.through < expired))
    return { number: null, expiredBefore: expired };
  return number ? { number, expiredBefore: null } : { reason: 'no_facts' };
}

const ofAds =
  (find: (numbers: NumbersBySubject, ids: readonly string[], to: string | null) => NumberSoFar | null | Reason) =>
  ({ subjects: { adCampaignIds }, numbers, to }: Question): Found => {
    if (adCampaignIds.length === 0) return { reason: 'no_ad_campaign' };
    const number = find(numbers, adCampaignIds, to);
    if (typeof number === 'string') return { reason: number };
    const expiredBefore = expiryOf(numbers, adCampaignIds, null);
    return number || expiredBefore !== null ? { number, expiredBefore } : { reason: 'no_facts' };
  };

const sumOfAds = (metric: 'postEngagements' | 'conversions') =>
  ofAds((numbers, ids, to) => joinNumbers(ids.map((id) => sumSoFar(factsOf(numbers, id), metric, { from: null, to }))));

/** People of one ad campaign's longest period; those of several would count somebody twice. */
const reach = ofAds((numbers, ids, to) => {
  const found = ids.flatMap((id) => longestPeriod(factsOf(numbers, id), 'reach', { from: null, to }) ?? []);
  return found.length > 1 ? 'not_additive' : (found[0] ?? null);
});

const finders: Readonly<Record<GoalType, (question: Question) => Found>> = {
  streams,
  followers,
  engagement: sumOfAds('postEngagements'),
  conversions: sumOfAds('conversions'),
  reach,
};

const unknown = {
  current: null,
  atLeast: null,
  expiredBefore: null,
  source: null,
  asOf: null,
  through: null,
  share: null,
};

/** How far a goal is, from the facts alone. */
export function progressOf(goal: GoalRecord, subjects: CampaignSubjects, numbers: NumbersBySubject): GoalProgress {
  const found = finders[goal.type]({ subjects, numbers, to: goal.dueDate ?? subjects.endDate });
  if ('reason' in found) return { ...unknown, reason: found.reason };
  const { number, expiredBefore } = found;
  if (!number) return { ...unknown, expiredBefore, reason: 'expired_before' };
  const { value, source, observedAt, through } = number;
  const counted = Math.round(Number(value));
  const atLeast = goal.type === 'followers' ? counted : goal.baseline + counted;
  const known = { atLeast, expiredBefore, source, asOf: observedAt.toISOString(), through };
  if (expiredBefore !== null) return { ...unknown, ...known, reason: 'expired_before' };
  return { ...known, current: atLeast, reason: null, share: (atLeast - goal.baseline) / (goal.target - goal.baseline) };
}

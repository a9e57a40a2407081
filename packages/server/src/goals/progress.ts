import type { GoalProgress, GoalType } from '@songtrackpro/contracts';
import type { CampaignSubjects, GoalRecord, SubjectNumbers } from '@songtrackpro/db';
import { joinNumbers, levelSoFar, longestPeriod, type NumberSoFar, sumSoFar } from '../metrics/index.ts';

/** Facts by the id of what they are about. */
export type NumbersBySubject = ReadonlyMap<string, readonly SubjectNumbers[]>;

type Reason = NonNullable<GoalProgress['reason']>;
type Found = { number: NumberSoFar } | { reason: Reason };

interface Question {
  subjects: CampaignSubjects;
  numbers: NumbersBySubject;
  /** Last day that counts. */
  to: string | null;
}

const known = (number: NumberSoFar | null): Found => (number ? { number } : { reason: 'no_facts' });

/** Streams since the first day: the track's where any are known, else the artist's. */
function streams({ subjects, numbers, to }: Question): Found {
  const { trackId, artistId, startDate: from } = subjects;
  if (trackId === null && artistId === null) return { reason: 'no_subject' };
  if (from === null) return { reason: 'no_start' };
  for (const id of [trackId, artistId]) {
    const sum = id === null ? null : sumSoFar(numbers.get(id) ?? [], 'streams', { from, to });
    if (sum) return { number: sum };
  }
  return { reason: 'no_facts' };
}

/** A level, and so not added to the baseline: the artist's followers on the last day that is known. */
function followers({ subjects, numbers, to }: Question): Found {
  const { artistId, startDate: from } = subjects;
  if (artistId === null) return { reason: 'no_subject' };
  if (from === null) return { reason: 'no_start' };
  return known(levelSoFar(numbers.get(artistId) ?? [], 'followers', { from, to }));
}

const ofAds =
  (metric: 'postEngagements' | 'conversions') =>
  ({ subjects, numbers, to }: Question): Found => {
    const { adCampaignIds } = subjects;
    if (adCampaignIds.length === 0) return { reason: 'no_ad_campaign' };
    return known(joinNumbers(adCampaignIds.map((id) => sumSoFar(numbers.get(id) ?? [], metric, { from: null, to }))));
  };

/** People of one ad campaign's longest period; those of several would count somebody twice. */
function reach({ subjects, numbers, to }: Question): Found {
  const { adCampaignIds } = subjects;
  if (adCampaignIds.length === 0) return { reason: 'no_ad_campaign' };
  const found = adCampaignIds.flatMap((id) => longestPeriod(numbers.get(id) ?? [], 'reach', { from: null, to }) ?? []);
  const [only] = found;
  return found.length > 1 ? { reason: 'not_additive' } : known(only ?? null);
}

const finders: Readonly<Record<GoalType, (question: Question) => Found>> = {
  streams,
  followers,
  engagement: ofAds('postEngagements'),
  conversions: ofAds('conversions'),
  reach,
};

const unknown = { current: null, source: null, asOf: null, through: null, share: null };

/** How far a goal is, from the facts alone. */
export function progressOf(goal: GoalRecord, subjects: CampaignSubjects, numbers: NumbersBySubject): GoalProgress {
  const found = finders[goal.type]({ subjects, numbers, to: goal.dueDate ?? subjects.endDate });
  if ('reason' in found) return { ...unknown, reason: found.reason };
  const { value, source, observedAt, through } = found.number;
  const counted = Math.round(Number(value));
  const current = goal.type === 'followers' ? counted : goal.baseline + counted;
  return {
    current,
    reason: null,
    source,
    asOf: observedAt.toISOString(),
    through,
    share: (current - goal.baseline) / (goal.target - goal.baseline),
  };
}

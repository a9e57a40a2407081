import { type DateRange, dateIn, type ReportGoal, startOfDay } from '@songtrackpro/contracts';
import { findExpiredSubjects, readSeriesFacts, type SeriesFact, type SubjectNumbers } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { toGoal } from '../../goals/index.ts';
import { adCampaignsOf, type Plan } from '../stored/read-plan.ts';

const mostFacts = 200_000;

function toNumbers(fact: SeriesFact): SubjectNumbers {
  const { subjectId, date, periodEnd, source, attribution, currency, observedAt, values } = fact;
  const granularity = periodEnd === null ? ('day' as const) : ('period' as const);
  return { subjectId, granularity, date, periodEnd, source, attribution, currency, observedAt, values };
}

/** Facts of the campaign so far: from its first day to the report’s last, as they held at the moment asked for. */
async function readNumbersSoFar(ctx: ReadContext, plan: Plan, range: DateRange): Promise<SubjectNumbers[]> {
  const { trackId, artistId, startDate } = plan.subjects;
  const subjects = [
    { kind: 'campaign' as const, ids: adCampaignsOf(plan) },
    { kind: 'track' as const, ids: trackId === null ? [] : [trackId] },
    { kind: 'artist' as const, ids: artistId === null ? [] : [artistId] },
  ];
  const from = startDate !== null && startDate < range.from ? startDate : range.from;
  const common = { range: { from, to: range.to }, breakdowns: [], members: {}, asOf: plan.asOf, limit: mostFacts };
  const { db } = ctx.services.documents;
  const found = await Promise.all(
    subjects.map(({ kind, ids }) => readSeriesFacts(db, ctx.organizationId, { ...common, kind, subjectIds: ids })),
  );
  if (found.some((facts) => facts === null)) {
    throw new AppError('invalid_input', {
      message: `The goals concern more than ${mostFacts} facts. Report on fewer days.`,
    });
  }
  // What goes beyond the report isn’t known in it.
  return found
    .flatMap((facts) => facts ?? [])
    .filter(({ date, periodEnd }) => (periodEnd ?? date) <= range.to)
    .map(toNumbers);
}

/** From which day what the goals are computed from is whole, where a part has expired. */
async function readWholeFrom({ services, organizationId, now }: ReadContext, plan: Plan): Promise<Map<string, string>> {
  const { trackId, artistId } = plan.subjects;
  const music = [trackId, artistId].filter((id) => id !== null);
  const found = await Promise.all([
    findExpiredSubjects(
      services.documents.db,
      organizationId,
      { ledger: 'campaign_metrics', subjectIds: adCampaignsOf(plan) },
      now,
    ),
    findExpiredSubjects(services.documents.db, organizationId, { ledger: 'spotify_metrics', subjectIds: music }, now),
  ]);
  return new Map(found.flatMap((days) => [...days]));
}

/** The campaign’s goals as they stood at the end of the report’s days. */
export async function reportGoals(ctx: ReadContext, plan: Plan, range: DateRange | null): Promise<ReportGoal[]> {
  if (plan.goals.length === 0) return [];
  const numbers = range === null ? [] : await readNumbersSoFar(ctx, plan, range);
  const { zone } = plan.subjects;
  const isOver = range !== null && range.to < dateIn(zone, ctx.now);
  const then = isOver ? startOfDay(zone, range.to) : ctx.now;
  const facts = Map.groupBy(numbers, ({ subjectId }) => subjectId);
  const known = { facts, wholeFrom: await readWholeFrom(ctx, plan) };
  return plan.goals.map((record) => {
    const { id, type, unit, baseline, target, dueDate, progress, status } = toGoal(record, plan.subjects, known, then);
    const { current, reason, through, share } = progress;
    return { id, type, unit, baseline, target, dueDate, current, reason, through, share, status };
  });
}

import {
  type contract,
  isReportedMetric,
  type MetricValue,
  type ReportedMetricId,
  type Revision,
  type SubjectKind,
  subtractDecimals,
} from '@songtrackpro/contracts';
import { type CurrentFact, type FactRevision, findSubjectNames, readRevisions } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { asOfMoment } from './as-of.ts';
import { originOf } from './fact-answer.ts';
import { partsOf } from './read-series.ts';

/** Facts that one call looks through for those that fit. */
const looksThrough = 2000;

function numberOf(fact: CurrentFact | null, id: ReportedMetricId, absent: string): MetricValue {
  if (!fact) return { value: null, reason: absent };
  const value = fact.values[id];
  return value == null ? { value: null, reason: fact.reasons[id] ?? 'unavailable' } : { value, reason: null };
}

function changesOf({ before, after }: FactRevision): Revision['changes'] {
  const ids = new Set([before, after].flatMap((fact) => Object.keys(fact?.values ?? {})));
  return [...ids].filter(isReportedMetric).flatMap((metric) => {
    const [was, is] = [numberOf(before, metric, 'not_recorded'), numberOf(after, metric, 'withdrawn')];
    if (was.value === is.value && was.reason === is.reason) return [];
    const difference = was.value === null || is.value === null ? null : subtractDecimals(is.value, was.value);
    return [{ metric, before: was, after: is, difference }];
  });
}

function toRevision(revision: FactRevision, name: string): Revision {
  const { id, key, recorded } = revision;
  const { date, periodEnd, subject, granularity, source, attribution, breakdown } = key;
  const newest = recorded.at(-1);
  return {
    id,
    subject: { ...subject, name },
    granularity,
    from: date,
    to: periodEnd ?? date,
    source,
    attribution,
    breakdown,
    zone: newest?.zone ?? null,
    currency: newest?.currency ?? null,
    changedAt: (newest?.recordedAt ?? new Date(0)).toISOString(),
    changes: changesOf(revision),
    statements: recorded.map(({ origin, labels, state, observedAt, recordedAt }) => ({
      kind: origin.kind ?? 'import',
      ...originOf({ origin, labels }),
      state,
      observedAt: observedAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
    })),
  };
}

/** Only what the caller may see has a name here, so facts about anything else are left out. */
async function namesOf(ctx: Context, revisions: readonly FactRevision[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, own] of Map.groupBy(revisions, ({ key }) => key.subject.kind)) {
    const ids = [...new Set(own.map(({ key }) => key.subject.id))];
    for (const [id, name] of await findSubjectNames(ctx.tx, kind, ids)) names.set(id, name);
  }
  return names;
}

/** The subject that is asked about, with what was merged into it; undefined where all are. */
async function subjectIds(ctx: Context, kind: SubjectKind | undefined, id: string | undefined, asOf: Date | null) {
  if (kind === undefined || id === undefined) return undefined;
  const names = await findSubjectNames(ctx.tx, kind, [id]);
  if (!names.has(id)) throw new AppError('not_found', { details: { entity: kind, id } });
  return (await partsOf(ctx, { subject: { kind, id }, asOf })).map((part) => part.id);
}

export const listRevisions: Verb<typeof contract.metrics.revisions> = async (ctx, input) => {
  const { since, subjectKind, subjectId, source, metric } = input;
  const asOf = asOfMoment(input.asOf);
  const subjects = await subjectIds(ctx, subjectKind, subjectId, asOf);
  const query = { since: new Date(since), asOf, subjectKind, subjectIds: subjects, source };
  const { db } = ctx.services.documents;
  return readPage(ctx, input, async ({ limit, after }) => {
    const items: Revision[] = [];
    let [next, looked] = [after, 0];
    do {
      const size = limit - items.length;
      const page = await readRevisions(db, ctx.organizationId, { ...query, limit: size, after: next });
      const names = await namesOf(ctx, page.items);
      for (const revision of page.items) {
        const name = names.get(revision.key.subject.id);
        if (name === undefined) continue;
        const answer = toRevision(revision, name);
        if (metric === undefined || answer.changes.some((change) => change.metric === metric)) items.push(answer);
      }
      [next, looked] = [page.next, looked + size];
    } while (next !== null && items.length < limit && looked < looksThrough);
    return { items, next };
  });
};

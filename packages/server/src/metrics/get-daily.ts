import { type contract, longestRangeDays } from '@songtrackpro/contracts';
import { findSubjectNames } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { asOfMoment } from './as-of.ts';
import { daysIn } from './calendar.ts';
import { toDayFact } from './fact-answer.ts';
import { readSeries } from './read-series.ts';

export const getDaily: Verb<typeof contract.metrics.daily> = async (ctx, input) => {
  const { subjectKind: kind, subjectId: id, from, to } = input;
  if (from && to && daysIn({ from, to }) > longestRangeDays) {
    throw new AppError('invalid_input', { message: `Ask for at most ${longestRangeDays} days at once.` });
  }
  const name = (await findSubjectNames(ctx.tx, kind, [id])).get(id);
  if (name === undefined) throw new AppError('not_found', { details: { entity: kind, id } });
  const asOf = asOfMoment(input.asOf);
  const series = await readSeries(ctx, {
    subject: { kind, id },
    from,
    to,
    source: input.source,
    attribution: input.attribution,
    asOf,
  });
  return {
    subject: { kind, id, name },
    source: series?.source ?? null,
    attribution: series?.attribution ?? null,
    alternatives: series?.alternatives ?? [],
    zone: series?.facts[0]?.zone ?? null,
    currency: series?.facts[0]?.currency ?? null,
    asOf: (asOf ?? ctx.now).toISOString(),
    range: series?.range ?? null,
    days: series?.facts.map(toDayFact) ?? [],
    missing: series?.missing ?? [],
    expiredBefore: series?.expiredBefore ?? null,
    totals: series?.totals ?? {},
  };
};

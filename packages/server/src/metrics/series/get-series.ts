import {
  type contract,
  longestRangeDays,
  type Organization,
  type Series,
  type SeriesInput,
  SubjectKind,
} from '@songtrackpro/contracts';
import { findOrganization, findSubjectNames } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { asOfMoment } from '../as-of.ts';
import { daysIn } from '../calendar.ts';
import { comparedRange } from './axis.ts';
import { changesOf } from './compare.ts';
import { computeTable, type Table } from './compute-series.ts';
import type { Leaf } from './leaf.ts';
import { notesOf, readingsOf } from './readings.ts';
import { inReportCurrency } from './report-currency.ts';
import { familiesOf, resolveSubjects } from './resolve-subjects.ts';
import { toGroup } from './tabulate.ts';

async function loadOwn(ctx: Context): Promise<Organization> {
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw new AppError('not_found');
  return organization;
}

function refuseLong(ranges: readonly { from: string; to: string }[]): void {
  if (ranges.every((range) => daysIn(range) <= longestRangeDays)) return;
  throw new AppError('invalid_input', { message: `Ask for at most ${longestRangeDays} days at once.` });
}

const isSubjectKind = (dimension: string): dimension is SubjectKind =>
  SubjectKind.options.some((kind) => kind === dimension);

/** Groups name subjects by id; what they are called stands beside them, also of those that only group others. */
async function namesOf(ctx: Context, table: Table, leaves: readonly Leaf[]): Promise<Record<string, string>> {
  const known = new Map(leaves.map(({ subject }) => [subject.id, subject.name]));
  const names: Record<string, string> = {};
  const unnamed = new Map<SubjectKind, Set<string>>();
  for (const [dimension, id] of table.rows.flatMap(({ group }) => Object.entries(group))) {
    if (!isSubjectKind(dimension)) continue;
    const name = known.get(id);
    if (name !== undefined) names[id] = name;
    else unnamed.set(dimension, (unnamed.get(dimension) ?? new Set()).add(id));
  }
  for (const [kind, ids] of unnamed)
    Object.assign(names, Object.fromEntries(await findSubjectNames(ctx.tx, kind, [...ids])));
  return names;
}

const answerOf = ({ range, buckets, rows, total, currency }: Table) => ({
  range,
  buckets,
  groups: rows.map(toGroup),
  totals: toGroup(total),
  currency,
});

function unlinked(input: SeriesInput, leaves: readonly Leaf[]): Series['notes'] {
  const linked = new Set(leaves.flatMap(({ family, of }) => (family === 'streaming' ? of.id : [])));
  const without = input.subjects.filter(({ kind, id }) => kind === 'campaign' && !linked.has(id));
  if (without.length === 0 || !familiesOf(input.metrics).has('streaming')) return [];
  const message = 'Some campaigns are linked to no artist or track, so there are no streams to read beside them.';
  return [{ code: 'no_streams_linked', message }];
}

export const getSeries: Verb<typeof contract.metrics.series> = async (ctx, input) => {
  const range = { from: input.from, to: input.to };
  const compared = input.compare === undefined ? null : comparedRange(range, input.compare);
  refuseLong(compared ? [range, compared] : [range]);
  const asOf = asOfMoment(input.asOf);
  const organization = await loadOwn(ctx);
  const timeZone = input.timeZone ?? organization.timeZone;
  const from = compared && compared.from < range.from ? compared.from : range.from;
  const leaves = await resolveSubjects(ctx, { ...input, from }, asOf);
  const compute = async (reportCurrency: string | null) => {
    const question = { input: { ...input, reportCurrency }, leaves, timeZone, asOf };
    const table = await computeTable(ctx, { ...question, range });
    return { table, before: compared && (await computeTable(ctx, { ...question, range: compared })) };
  };
  const { table, before, notes } = await inReportCurrency(input, organization, compute);
  return {
    ...answerOf(table),
    interval: input.interval,
    timeZone,
    asOf: (asOf ?? ctx.now).toISOString(),
    comparison: before && { ...answerOf(before), changes: changesOf(before.total, table.total) },
    readings: readingsOf(table),
    names: await namesOf(ctx, table, leaves),
    rates: [...table.rates, ...(before?.rates ?? [])],
    notes: [...notesOf(table, timeZone), ...unlinked(input, leaves), ...notes],
  };
};

import {
  calculatedMetrics,
  type DateRange,
  isReportedMetric,
  type MetricId,
  type ReportedMetricId,
  reportedMetrics,
  type SeriesBucket,
  type SeriesInput,
  type SeriesRate,
  seriesLimits,
} from '@songtrackpro/contracts';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { axisOf } from './axis.ts';
import { chooseFacts, readFactsOf } from './choose-facts.ts';
import { Rates } from './convert-money.ts';
import { zerosOfMembers, zerosOfPeriods } from './fill-zeros.ts';
import type { Chosen, Contribution, Leaf } from './leaf.ts';
import { breakdownsOf, contribute } from './place-facts.ts';
import { answersAny } from './place-periods.ts';
import { completeRow, type Row, rowOf } from './tabulate.ts';

export interface Table {
  range: DateRange;
  buckets: SeriesBucket[];
  rows: Row[];
  /** Over all groups. */
  total: Row;
  /** What is stated of the whole subjects, where it is broken down. */
  whole: Row | null;
  currency: string | null;
  rates: SeriesRate[];
  chosen: ReadonlyMap<Leaf, Chosen>;
}

export interface TableQuestion {
  input: SeriesInput;
  leaves: readonly Leaf[];
  range: DateRange;
  timeZone: string;
  asOf: Date | null;
}

/** The reported metrics that an answer is made from. */
const partsOfMetrics = (metrics: readonly MetricId[]): ReportedMetricId[] => [
  ...new Set(
    metrics.flatMap((id) => {
      if (isReportedMetric(id)) return [id];
      const { numerator, denominator } = calculatedMetrics[id];
      return [...numerator, denominator];
    }),
  ),
];

function refuseLarge(cells: number): void {
  if (cells <= seriesLimits.values) return;
  throw new AppError('invalid_input', {
    message: `The answer would have ${cells} values, of at most ${seriesLimits.values}. Ask for a longer interval, fewer groups or fewer metrics.`,
  });
}

async function choose(
  ctx: ReadContext,
  { input, leaves, range, asOf }: TableQuestion,
  breakdowns: readonly string[],
): Promise<Map<Leaf, Chosen>> {
  const { source, attribution, filters } = input;
  const facts = await readFactsOf(ctx, leaves, { source, attribution, filters, range, asOf, breakdowns });
  return new Map(leaves.map((leaf) => [leaf, chooseFacts(leaf, facts, input.groupBy.includes('source'))]));
}

const spread = (
  chosen: ReadonlyMap<Leaf, Chosen>,
  groupBy: readonly string[],
  breakdowns: readonly string[],
): Contribution[] =>
  [...chosen].flatMap(([leaf, { facts }]) => facts.flatMap((fact) => contribute(leaf, fact, { groupBy, breakdowns })));

/** Periods that are no bucket and not the range answer nothing, and need no rate either. */
function usable(facts: Contribution[], range: DateRange, buckets: readonly SeriesBucket[]): Contribution[] {
  return facts.filter(answersAny(range, buckets));
}

function currencyOf(facts: readonly Contribution[], metrics: readonly ReportedMetricId[]): string | null {
  const money = metrics.filter((id) => reportedMetrics[id].unit === 'money');
  const stating = facts.filter(({ values }) => money.some((id) => values[id] != null));
  const currencies = new Set(stating.map(({ currency }) => currency));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}

/** Groups, buckets and totals of one range. */
export async function computeTable(ctx: ReadContext, question: TableQuestion): Promise<Table> {
  const { input, range, timeZone } = question;
  const { groupBy, interval, metrics, filters, fill, reportCurrency } = input;
  const parts = partsOfMetrics(metrics);
  const buckets = axisOf(range, interval, timeZone);
  refuseLarge(buckets.length * metrics.length);
  const breakdowns = [...new Set([...breakdownsOf(groupBy), ...Object.keys(filters)])];
  const chosen = await choose(ctx, question, breakdowns);
  const plain = breakdowns.length === 0 ? chosen : await choose(ctx, question, []);

  let own = spread(chosen, groupBy, breakdowns);
  let wholes = breakdowns.length === 0 ? [] : spread(plain, [], []);
  if (fill === 'zero') {
    const zeros = breakdowns.length === 0 ? zerosOfPeriods(own, range, parts) : zerosOfMembers(own, wholes, parts);
    own.push(...zeros);
  }
  own = usable(own, range, buckets);
  wholes = usable(wholes, range, buckets);
  const rates = reportCurrency == null ? null : await Rates.of(ctx, [...own, ...wholes], reportCurrency);
  if (rates) [own, wholes] = [own.map((fact) => rates.convert(fact)), wholes.map((fact) => rates.convert(fact))];

  const axis = { range, buckets, metrics };
  const groups = Map.groupBy(own, ({ group }) => JSON.stringify(Object.entries(group)));
  if (groupBy.length === 0 && groups.size === 0) groups.set('[]', []);
  refuseLarge(buckets.length * metrics.length * groups.size);
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, facts]) => rowOf(facts[0]?.group ?? {}, facts, axis));
  const whole = breakdowns.length === 0 ? null : rowOf({}, wholes, axis);
  const sum = rowOf({}, own, axis);
  const total = whole && Object.keys(filters).length === 0 ? completeRow(sum, whole) : sum;
  const currency = currencyOf([...own, ...wholes], parts);
  // Whose facts were read is told by whole facts where there are any.
  const read = new Map(
    [...chosen].map(([leaf, of]) => [leaf, plain.get(leaf)?.facts.length ? (plain.get(leaf) ?? of) : of]),
  );
  return { range, buckets, rows, total, whole, currency, rates: rates?.used ?? [], chosen: read };
}

import {
  type CalculatedMetricId,
  calculate,
  calculatedMetrics,
  type DateRange,
  isReportedMetric,
  type MetricId,
  type MetricValue,
  type ReportedMetricId,
  type ReportedValues,
  reportedMetrics,
  type SeriesPoint,
  sumDecimals,
} from '@songtrackpro/contracts';
import { daysIn } from '../calendar.ts';
import type { Contribution, Family } from './leaf.ts';
import { overlapping } from './place-periods.ts';
import { familyOf } from './resolve-subjects.ts';

/** What is known of one group over one span of days. */
export interface Cell extends SeriesPoint {
  /** Ratios that were taken over the days that all of their parts know, since some know more. */
  onCommonDays: MetricId[];
}

interface Pools {
  span: number;
  /** What additive numbers are summed from: days where all are known, else the period as a whole, else the known days. */
  additive: Contribution[];
  /** What all others are taken from: the period as a whole where it is stated, else its days. */
  other: Contribution[];
  expired: ReadonlySet<Family>;
}

const isDay = (fact: Contribution): boolean => fact.periodEnd === null;
const absent = (reason: string): MetricValue => ({ value: null, reason });

function poolsOf(contributions: readonly Contribution[], range: DateRange): Pools {
  const pools = { span: daysIn(range), additive: [] as Contribution[], other: [] as Contribution[] };
  const expired = new Set<Family>();
  for (const own of Map.groupBy(contributions, ({ leaf }) => `${leaf.family} ${leaf.subject.id}`).values()) {
    const [days, periods] = [own.filter(isDay), own.filter((fact) => !isDay(fact))];
    const whole = new Set(days.map(({ date }) => date)).size === pools.span;
    pools.additive.push(...(whole || periods.length === 0 ? days : periods));
    pools.other.push(...(periods.length === 0 ? days : periods));
    for (const { leaf } of own.slice(0, 1)) {
      const gone = leaf.expiredBefore !== null && range.from < leaf.expiredBefore;
      if (gone && !whole && periods.length === 0) expired.add(leaf.family);
    }
  }
  return { ...pools, expired };
}

/** Whether results of different kinds meet. A row without results names no kind; nor does a file without the column. */
const areMixed = (stating: readonly Contribution[]) =>
  [0, 1].some((place) => new Set(stating.flatMap(({ resultKinds }) => resultKinds[place] ?? [])).size > 1);

function addUp(id: ReportedMetricId, stating: readonly Contribution[]): MetricValue {
  const { unit } = reportedMetrics[id];
  if (unit === 'money') {
    const currencies = new Set(stating.map(({ currency }) => currency));
    if (currencies.size > 1) return absent(currencies.has(null) ? 'unknown_currency' : 'mixed_currencies');
  }
  if (id === 'results' && areMixed(stating)) return absent('mixed_results');
  const values = stating.flatMap(({ values }) => values[id] ?? []);
  if (unit !== 'count') return { value: sumDecimals(values), reason: null };
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return Number.isSafeInteger(sum) ? { value: sum, reason: null } : absent('out_of_range');
}

const overlapsItself = (stating: readonly Contribution[]) =>
  [...Map.groupBy(stating, ({ leaf }) => leaf.subject.id).values()].some(overlapping);

/** Days of which something is known. */
function daysKnown(facts: readonly Contribution[], span: number): number {
  const dates = new Set(facts.filter(isDay).map(({ date }) => date));
  const periods = new Map(
    facts.flatMap(({ date, periodEnd }) =>
      periodEnd === null ? [] : [[`${date} ${periodEnd}`, { from: date, to: periodEnd }]],
    ),
  );
  const inPeriods = [...periods.values()].reduce((sum, period) => sum + daysIn(period), 0);
  return Math.min(span, Math.max(dates.size, inPeriods));
}

/** One number of a cell, from those contributions that state it. */
function reported(id: ReportedMetricId, { span, additive, other, expired }: Pools): MetricValue {
  if (expired.has(familyOf(id))) return absent('expired_before');
  const pool = reportedMetrics[id].additive ? additive : other;
  const stating = pool.filter(({ values }) => values[id] != null);
  const silent = pool.find(({ values }) => values[id] === null);
  if (stating.length === 0) return absent(silent?.reasons[id] ?? 'unavailable');
  if (new Set(stating.map(({ source }) => source)).size > 1) return absent('mixed_sources');
  if (familyOf(id) === 'sales' && overlapsItself(stating)) return absent('overlapping_periods');
  if (reportedMetrics[id].additive) return addUp(id, stating);
  const [only, ...more] = pool.filter(({ leaf }) => leaf.family === familyOf(id));
  const exact = only !== undefined && more.length === 0 && !only.partial && (!isDay(only) || span === 1);
  return exact ? { value: only.values[id] ?? null, reason: null } : absent('not_additive');
}

interface Coverage {
  whole: boolean;
  byPeriod: boolean;
  dates: ReadonlySet<string>;
}

function coverageOf(id: ReportedMetricId, { span, additive, other }: Pools): Coverage {
  const stating = (reportedMetrics[id].additive ? additive : other).filter(({ values }) => values[id] != null);
  const byPeriod = stating.some((fact) => !isDay(fact));
  const dates = new Set(stating.filter(isDay).map(({ date }) => date));
  return { whole: byPeriod || dates.size === span, byPeriod, dates };
}

function onDays(pools: Pools, dates: ReadonlySet<string>): Pools {
  const within = (facts: Contribution[]) => facts.filter(({ date }) => dates.has(date));
  return { ...pools, additive: within(pools.additive), other: within(pools.other) };
}

/** A ratio of sums over the same days: dividing ten days' spend by nine days' streams would be a number about nothing. */
function ratio(id: CalculatedMetricId, pools: Pools): { value: MetricValue; common: boolean } {
  const { numerator, denominator } = calculatedMetrics[id];
  const parts = [...numerator, denominator];
  const known = parts.map((part) => reported(part, pools));
  const missing = known.find(({ value }) => value === null);
  if (missing) return { value: missing, common: false };
  const coverage = parts.map((part) => coverageOf(part, pools));
  const [first] = coverage;
  const inAll = (date: string) => coverage.every((part) => part.dates.has(date));
  const dates = new Set([...(first?.dates ?? [])].filter(inAll));
  const same =
    coverage.every(({ whole }) => whole) || coverage.every((part) => !part.byPeriod && part.dates.size === dates.size);
  if (!same && coverage.some(({ byPeriod }) => byPeriod)) return { value: absent('no_common_days'), common: false };
  if (!same && dates.size === 0) return { value: absent('no_common_days'), common: false };
  const used = same ? pools : onDays(pools, dates);
  const sums: ReportedValues = Object.fromEntries(parts.map((part) => [part, reported(part, used).value]));
  const result = calculate(sums, id);
  const value = result.value === null ? absent(result.reason) : { value: result.value, reason: null };
  return { value, common: !same };
}

/** The cell of one group and span, from the days in the span and the periods that are exactly the span. */
export function cellOf(contributions: readonly Contribution[], range: DateRange, metrics: readonly MetricId[]): Cell {
  const pools = poolsOf(contributions, range);
  const values: SeriesPoint['values'] = {};
  const onCommonDays: MetricId[] = [];
  for (const id of metrics) {
    if (isReportedMetric(id)) values[id] = reported(id, pools);
    else {
      const { value, common } = ratio(id, pools);
      values[id] = value;
      if (common) onCommonDays.push(id);
    }
  }
  const days = daysKnown(pools.additive, pools.span);
  const provisional = pools.additive.some(({ state }) => state === 'provisional');
  const state = pools.additive.length === 0 ? null : provisional ? 'provisional' : 'final';
  return { values, days, state, onCommonDays };
}

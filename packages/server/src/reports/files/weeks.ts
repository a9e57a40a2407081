import { addDays, daysBetween, type MetricId, type ReportContent, sumDecimals } from '@songtrackpro/contracts';

interface Sum {
  /** Null where no day is known. */
  value: string | null;
  known: number;
  of: number;
}

export interface Week<Id extends MetricId> {
  from: string;
  to: string;
  sums: Record<Id, Sum>;
}

/** A Monday, from which weeks are counted. */
const monday = '2024-01-01';
const weekOf = (date: string) => Math.floor(daysBetween(monday, date) / 7);

/** Sums of additive metrics by week of ISO 8601; the first and last are cut by the report’s days. */
export function weeksOf<Id extends MetricId>(days: ReportContent['days'], ids: readonly Id[]): Week<Id>[] {
  return [...Map.groupBy(days, ({ date }) => weekOf(date))].map(([week, own]) => {
    const sums = ids.map((id) => {
      const known = own.flatMap(({ values }) => values[id]?.value ?? []);
      return [id, { value: known.length === 0 ? null : sumDecimals(known), known: known.length, of: own.length }];
    });
    const start = addDays(monday, week * 7);
    const [from, to] = [own[0]?.date ?? start, own.at(-1)?.date ?? start];
    return { from, to, sums: Object.fromEntries(sums) as Record<Id, Sum> };
  });
}

import { type contract, type Series, type SeriesInput, seriesDimensions } from '@songtrackpro/contracts';
import { csvCell } from '../../core/csv-cell.ts';
import type { Verb } from '../../core/endpoint.ts';
import { getSeries } from './get-series.ts';

const kinds: ReadonlySet<string> = new Set(seriesDimensions.filter((dimension) => dimension !== 'source'));

/** A subject is written by name and id, since names repeat. */
const columnsOf = (dimension: string): string[] =>
  kinds.has(dimension) ? [`${dimension}Name`, dimension] : [dimension];

function membersOf(dimension: string, group: Record<string, string>, names: Series['names']): string[] {
  const member = group[dimension] ?? '';
  return kinds.has(dimension) ? [names[member] ?? '', member] : [member];
}

function* rowsOf(series: Series, { groupBy, metrics }: Pick<SeriesInput, 'groupBy' | 'metrics'>): Iterable<string> {
  const { buckets, groups, names, currency } = series;
  yield ['bucket', 'from', 'to', ...groupBy.flatMap(columnsOf), ...metrics, 'currency', 'days', 'state']
    .map((cell) => csvCell(cell))
    .join(',');
  for (const { group, points } of groups) {
    const members = groupBy.flatMap((dimension) => membersOf(dimension, group, names)).map((cell) => csvCell(cell));
    for (const [index, { values, days, state }] of points.entries()) {
      const bucket = buckets[index];
      if (!bucket) continue;
      // A number is no formula, also where it begins with a minus.
      const numbers = metrics.map((id) => String(values[id]?.value ?? ''));
      yield [bucket.key, bucket.from, bucket.to, ...members, ...numbers, currency ?? '', days, state ?? ''].join(',');
    }
  }
}

export const exportSeries: Verb<typeof contract.metrics.exportSeries> = async (ctx, input) => {
  const series = await getSeries(ctx, input);
  const rows = [...rowsOf(series, input)];
  return { fileName: `series-${input.from}-${input.to}-${input.interval}.csv`, csv: `${rows.join('\r\n')}\r\n` };
};

import { compareDecimals, type MetricValues } from '@songtrackpro/contracts';
import type { Table } from '../../metrics/index.ts';

export interface PartRow {
  group: Record<string, string>;
  values: MetricValues;
}

const mostLocations = 20;
const mostDemographics = 40;

const amountOf = ({ values }: PartRow, id: 'spend' | 'impressions') => String(values[id]?.value ?? '-1');

/** The most spend first, then the most impressions, then by name, so that the order is always the same. */
function compare(a: PartRow, b: PartRow): number {
  for (const id of ['spend', 'impressions'] as const) {
    const order = compareDecimals(amountOf(b, id), amountOf(a, id));
    if (order !== 0) return order;
  }
  return JSON.stringify(a.group) < JSON.stringify(b.group) ? -1 : 1;
}

const rowsOf = ({ rows }: Table): PartRow[] =>
  rows
    .map(({ group, total }) => ({ group, values: total.values }))
    .filter(({ values }) => Object.values(values).some(({ value }) => value !== null))
    .sort(compare);

export function topLocations(tables: readonly Table[]) {
  const rows = tables.flatMap(rowsOf);
  const locations = rows.slice(0, mostLocations).map(({ group, values }) => ({ country: group.country ?? '', values }));
  return { locations, leftOut: rows.length - locations.length };
}

export function topDemographics(tables: readonly Table[]) {
  const rows = tables.flatMap(rowsOf);
  const demographics = rows
    .slice(0, mostDemographics)
    .map(({ group, values }) => ({ age: group.age ?? null, gender: group.gender ?? null, values }));
  return { demographics, leftOut: rows.length - demographics.length };
}

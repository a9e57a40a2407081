import type { ReportSource } from '@songtrackpro/contracts';
import { findImportHashes, type SeriesFact } from '@songtrackpro/db';
import type { ReadContext } from '../../core/context.ts';
import type { ReportTables } from './report-tables.ts';

const mostSources = 200;
const longestName = 1000;

/** Every fact that a report was made from, once. */
export function factsOf({ daily, locations, demographics }: ReportTables): SeriesFact[] {
  const tables = [daily, ...locations, ...demographics];
  const facts = tables.flatMap(({ chosen }) => [...chosen.values()].flatMap((of) => of.facts));
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}

const latest = (moments: readonly Date[]) => new Date(Math.max(...moments.map((moment) => moment.getTime())));

function toSource(facts: readonly SeriesFact[], hashes: ReadonlyMap<string, string>): ReportSource[] {
  const [first] = facts;
  if (!first) return [];
  const { origin, source } = first;
  const isPush = origin.kind === 'push';
  const days = facts.flatMap(({ date, periodEnd }) => [date, periodEnd ?? date]).sort();
  return [
    {
      source,
      importId: isPush ? null : origin.importId,
      fileName: isPush ? null : origin.fileName.slice(0, longestName).toWellFormed(),
      sha256: isPush ? null : (hashes.get(origin.importId) ?? null),
      observedAt: latest(facts.map(({ observedAt }) => observedAt)).toISOString(),
      recordedAt: latest(facts.map(({ recordedAt }) => recordedAt)).toISOString(),
      facts: facts.length,
      from: days[0] ?? first.date,
      to: days.at(-1) ?? first.date,
    },
  ];
}

/** Where the facts come from: by import, and of what was pushed by source. */
export async function reportSources(ctx: ReadContext, facts: readonly SeriesFact[]): Promise<ReportSource[]> {
  const keyOf = ({ source, origin }: SeriesFact) => `${source} ${origin.kind === 'push' ? 'push' : origin.importId}`;
  const groups = Map.groupBy(facts, keyOf);
  const ids = facts.flatMap(({ origin }) => (origin.kind === 'push' ? [] : [origin.importId]));
  const hashes = await findImportHashes(ctx.tx, [...new Set(ids)]);
  return [...groups.values()]
    .flatMap((group) => toSource(group, hashes))
    .sort((a, b) => b.facts - a.facts || ((a.importId ?? '') < (b.importId ?? '') ? -1 : 1))
    .slice(0, mostSources);
}

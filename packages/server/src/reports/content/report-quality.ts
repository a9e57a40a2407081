import type { DateRange, ReportQuality } from '@songtrackpro/contracts';
import type { ReadContext } from '../../core/context.ts';
import { type Chosen, daysIn, type Leaf, missingRanges } from '../../metrics/index.ts';
import type { Plan } from '../stored/read-plan.ts';
import { reportFlags } from './report-flags.ts';
import { factsOf, reportSources } from './report-sources.ts';
import type { ReportTables } from './report-tables.ts';

const longestName = 1000;

function missingOf(leaf: Leaf, { facts }: Chosen, range: DateRange): ReportQuality['missing'] {
  const known = new Set(facts.flatMap(({ date, periodEnd }) => (periodEnd === null ? date : [])));
  const ranges = missingRanges(known, range);
  if (ranges.length === 0) return [];
  const { kind, id, name } = leaf.subject;
  return [
    {
      subject: { kind, id, name: name.slice(0, longestName).toWellFormed() },
      of: leaf.family === 'ads' ? 'ads' : 'streams',
      days: ranges.reduce((sum, part) => sum + daysIn(part), 0),
      ranges,
    },
  ];
}

/** What has to be known about the numbers before they are trusted: nothing here changes one of them. */
export async function reportQuality(
  ctx: ReadContext,
  plan: Plan,
  tables: ReportTables,
  { range, leftOut }: { range: DateRange; leftOut: number },
): Promise<ReportQuality> {
  const facts = factsOf(tables);
  const provisional = facts.filter(({ state }) => state === 'provisional').length;
  const chosen = [...tables.daily.chosen];
  const expired = chosen.flatMap(([{ expiredBefore }]) =>
    expiredBefore !== null && range.from < expiredBefore ? expiredBefore : [],
  );
  const daily = chosen.flatMap(([, of]) => of.facts);
  return {
    missing: chosen.flatMap(([leaf, of]) => missingOf(leaf, of, range)),
    provisional: {
      facts: facts.length,
      provisional,
      share: facts.length === 0 ? null : provisional / facts.length,
    },
    sources: await reportSources(ctx, facts),
    flags: await reportFlags(ctx, plan, tables, { range, leftOut }),
    expiredBefore: expired.sort().at(-1) ?? null,
    zones: [...new Set(daily.flatMap(({ zone }) => zone ?? []))].sort(),
  };
}

/** Of a campaign about which nothing is known. */
export const emptyQuality: ReportQuality = {
  missing: [],
  provisional: { facts: 0, provisional: 0, share: null },
  sources: [],
  flags: [
    {
      code: 'no_numbers',
      message:
        'No numbers are known for this campaign, and it has no first day. Import an Ads Manager export that names it, or give from and to.',
    },
  ],
  expiredBefore: null,
  zones: [],
};

import type { SeriesNote, SeriesReading } from '@songtrackpro/contracts';
import { subtractDecimals } from '@songtrackpro/contracts';
import { eachDate, missingRanges } from '../calendar.ts';
import type { Table } from './compute-series.ts';
import type { Contribution, Family, Leaf } from './leaf.ts';
import { answersAny } from './place-periods.ts';

/** What is said of a table by itself, whatever currency was asked for. */
type TableNote = SeriesNote & { code: Exclude<SeriesNote['code'], `report_currency${string}`> };

const shownReadings = 200;
const shownNames = 3;

export function readingsOf({ chosen, range }: Table): SeriesReading[] {
  return [...chosen].slice(0, shownReadings).map(([{ family, of, subject }, { source, attribution, facts }]) => {
    const days = new Set(facts.flatMap((fact) => [...daysOf(fact, family)]));
    const [first] = facts;
    return {
      of,
      subject,
      source,
      attribution,
      zone: first?.zone ?? null,
      currency: facts.find(({ currency }) => currency !== null)?.currency ?? null,
      missing: missingRanges(days, range),
    };
  });
}

/** Days that a fact tells: sales of a month are known of all its days, an ad period tells none of its own. */
function daysOf({ date, periodEnd }: Pick<Contribution, 'date' | 'periodEnd'>, family: Family): Iterable<string> {
  if (periodEnd === null) return [date];
  return family === 'sales' ? eachDate({ from: date, to: periodEnd }) : [];
}

function named(leaves: readonly Leaf[]): string {
  const names = [...new Set(leaves.map(({ subject }) => subject.name))];
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  return names.slice(0, shownNames).join(', ') + more;
}

function zoneNotes({ chosen }: Table, timeZone: string): TableNote[] {
  const facts = [...chosen.values()].flatMap((of) => of.facts);
  const zones = [...new Set(facts.flatMap(({ zone }) => zone ?? []))].sort();
  const notes: TableNote[] = [];
  if (zones.length > 1) {
    notes.push({
      code: 'zones_mixed',
      message: `Days of ${zones.join(' and ')} stand in one row. Each day is as its source counts it, so they begin at different moments.`,
    });
  }
  const others = zones.filter((zone) => zone !== timeZone);
  if (others.length > 0) {
    notes.push({
      code: 'zone_differs',
      message: `Facts of a day are counted in ${others.join(' and ')} and can’t be shifted to ${timeZone}; they stand under their own date.`,
    });
  }
  if (facts.some(({ zone }) => zone === null)) {
    notes.push({
      code: 'zone_unknown',
      message: 'For some facts the source doesn’t say in which zone their days begin.',
    });
  }
  return notes;
}

function gapNotes({ chosen, range, buckets }: Table): TableNote[] {
  const notes: TableNote[] = [];
  const isUsed = answersAny(range, buckets);
  const entries = [...chosen];
  const gaps = entries.filter(([, { facts }]) => {
    const days = new Set(facts.flatMap(({ date, periodEnd }) => (periodEnd === null ? date : [])));
    return days.size > 0 && missingRanges(days, range).length > 0;
  });
  if (gaps.length > 0) {
    const message = `Days are unknown of ${named(gaps.map(([leaf]) => leaf))}; \`readings\` says which. Sums are over the known days.`;
    notes.push({ code: 'days_missing', message });
  }
  const gone = entries.flatMap(([leaf]) =>
    leaf.expiredBefore !== null && range.from < leaf.expiredBefore ? leaf : [],
  );
  if (gone.length > 0) {
    const message = `Days of ${named(gone)} may have expired; sums that would need them are left out.`;
    notes.push({ code: 'expired', message });
  }
  const unused = entries.filter(([leaf, { facts }]) => facts.some((fact) => !isUsed({ ...fact, leaf })));
  if (unused.length > 0) {
    const message = `Of ${named(unused.map(([leaf]) => leaf))} there are totals of other periods. They aren’t spread over days; ask for exactly their period to see them.`;
    notes.push({ code: 'period_only', message });
  }
  return notes;
}

function sumNotes({ chosen, rows, total, whole }: Table): TableNote[] {
  const notes: TableNote[] = [];
  const attributions = new Set([...chosen.values()].flatMap((of) => of.attribution ?? []));
  if (attributions.size > 1) {
    const message = `Conversions are counted under several attribution settings: ${[...attributions].join('; ')}.`;
    notes.push({ code: 'attributions_mixed', message });
  }
  const common = [...rows.flatMap(({ points, total: sum }) => [...points, sum]), total.total];
  const ratios = new Set(common.flatMap(({ onCommonDays }) => onCommonDays));
  if (ratios.size > 0) {
    const message = `Some days lack a part of ${[...ratios].join(', ')}; these are over the days that know all parts.`;
    notes.push({ code: 'common_days', message });
  }
  const differences = Object.entries(whole?.total.values ?? {}).flatMap(([id, stated]) => {
    const sum = total.total.values[id]?.value ?? null;
    if (stated.value === null || sum === null || whole?.total.days !== total.total.days) return [];
    if (typeof sum === 'number' && !Number.isInteger(sum)) return [];
    const difference = subtractDecimals(sum, stated.value);
    return Number(difference) === 0 ? [] : [`${id} by ${difference}`];
  });
  if (differences.length > 0) {
    const message = `The groups add up to something else than what is stated of the whole: ${differences.join(', ')}.`;
    notes.push({ code: 'groups_differ', message });
  }
  return notes;
}

/** What a reader must know before trusting the numbers. */
export function notesOf(table: Table, timeZone: string): TableNote[] {
  return [...zoneNotes(table, timeZone), ...gapNotes(table), ...sumNotes(table)];
}

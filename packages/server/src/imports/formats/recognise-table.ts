import { reportedMetrics } from '@songtrackpro/contracts';
import { hasDates, needsCurrency } from './column-needs.ts';
import type { ParseOptions } from './dialect.ts';
import { type Column, type ColumnMeaning, formatLabels, type GivenFacts, type RecognisedFormat } from './format.ts';
import { baseName } from './spotify-format.ts';
import { splitMoneyHeader, squashHeader } from './squash-header.ts';
import { type TableFormat, tableFormats } from './table-formats.ts';

type TableAnswer =
  | { ok: true; format: RecognisedFormat; headerIndex: number }
  | {
      ok: false;
      code: 'needs_period' | 'needs_currency' | 'needs_country' | 'two_currencies' | 'unknown_format';
      message: string;
      missing: string[];
    };

const title = { as: 'track', part: 'title' } as const;

/** Charts of 2018 to 2021 carry a note above their header, so the first rows are all looked at. */
export function recogniseTable(
  rows: readonly (readonly string[])[],
  fileName: string,
  options: ParseOptions,
): TableAnswer | null {
  for (const [headerIndex, header] of rows.slice(0, 6).entries()) {
    const names = header.map((one) => splitMoneyHeader(one).name);
    const has = (headers: readonly string[]) => headers.every((one) => names.includes(one));
    const table = tableFormats.find(({ signatures }) => signatures.some(has));
    if (table) return answer(table, header, headerIndex, fileName, options);
  }
  return null;
}

function answer(
  table: TableFormat,
  header: readonly string[],
  headerIndex: number,
  fileName: string,
  options: ParseOptions,
): TableAnswer | null {
  const columns = readColumns(table, header, options);
  const meanings = columns.map(({ meaning }) => meaning);
  const currencies = new Set([
    ...meanings.flatMap((meaning) => ('currency' in meaning && meaning.currency ? [meaning.currency] : [])),
    ...(options.currency ? [options.currency] : []),
  ]);
  const [currency = null] = currencies;
  if (currencies.size > 1) {
    const message = `Amounts in ${[...currencies].join(' and ')} can't be added. Export one file for each currency.`;
    return { ok: false, code: 'two_currencies', message, missing: [] };
  }
  const { periodStart = null, periodEnd = null } = options;
  const given: GivenFacts = { periodStart, periodEnd, currency, zone: options.zone ?? table.zone };
  const weekly = table.id === 'spotify_charts' && isWeekly(header, fileName);
  const label = formatLabels[table.id];
  if (table.id === 'spotify_charts') {
    completeChart(given, meanings, fileName, { ...options, weekly });
    if (!meanings.some((meaning) => meaning.as === 'metric' && meaning.metric === 'streams') && !isViral(fileName)) {
      if (options.columns) return null;
      const message = `${label}: a chart without streams may be of viral songs, of a city or of a genre, and the file doesn't say which. A viral chart is known by its own name, such as viral-us-daily-2026-01-31.csv; for others say what the columns mean (\`columns\`).`;
      return { ok: false, code: 'unknown_format', message, missing: ['streams'] };
    }
  }
  const isPeriod = periodStart && periodEnd && (weekly ? periodStart < periodEnd : periodStart <= periodEnd);
  if (!hasDates(meanings) && given.day === undefined && !isPeriod) {
    const message = weekly
      ? `${label}: a weekly chart doesn't say which week it is of. Say its first and its last day.`
      : `${label}: the file doesn't say which days it covers. Say the first and the last one.`;
    return { ok: false, code: 'needs_period', message, missing: ['period'] };
  }
  if (table.id === 'spotify_charts' && !isBrokenDown(meanings, 'country') && !given.breakdown?.country) {
    const message = `${label}: the file doesn't say which country it is of. Say the country, or that it is global.`;
    return { ok: false, code: 'needs_country', message, missing: ['country'] };
  }
  if (needsCurrency(meanings) && currency === null) {
    const message = `${label}: its amounts name no currency. Say which one it is.`;
    return { ok: false, code: 'needs_currency', message, missing: ['currency'] };
  }
  const reading = { source: table.source, reading: 'table' } as const;
  const subjectHint = artistOf(fileName);
  return { ok: true, format: { id: table.id, label, ...reading, columns, subjectHint, given }, headerIndex };
}

function readColumns(table: TableFormat, header: readonly string[], { columns = {} }: ParseOptions): Column[] {
  const names = header.map((one) => splitMoneyHeader(one));
  const known = new Map(Object.entries(table.columns));
  for (const [missing, candidates] of Object.entries(table.instead ?? {})) {
    const found = candidates.find((one) => names.some(({ name }) => name === one));
    const meaning = known.get(missing);
    if (!found || !meaning) continue;
    if (!names.some(({ name }) => name === missing)) known.set(found, meaning);
    else if (meaning.as === 'track' && meaning.part === 'title') known.set(found, { ...title, isFallback: true });
  }
  return header.map((one, index): Column => {
    const { name, currency } = names[index] ?? { name: squashHeader(one), currency: null };
    const meaning: ColumnMeaning = (Object.hasOwn(columns, one) ? columns[one] : undefined) ??
      known.get(name) ?? { as: 'ignored', reason: 'unknown' };
    const isMoney = meaning.as === 'metric' && reportedMetrics[meaning.metric].unit === 'money';
    return { header: one, meaning: isMoney && currency ? { ...meaning, currency } : meaning };
  });
}

const isBrokenDown = (meanings: readonly ColumnMeaning[], key: string) =>
  meanings.some((meaning) => meaning.as === 'breakdown' && meaning.key === key);

/** The date in the name of a weekly chart is its first day in some years and its last one in others, so it isn't taken. */
function isWeekly(header: readonly string[], fileName: string): boolean {
  return header.some((one) => squashHeader(one) === 'weeksonchart') || /-weekly-/i.test(baseName(fileName));
}

/** The 50 most shared songs: another chart than the one by streams, with positions of its own. */
const isViral = (fileName: string) => /(?:^|[-_ ])viral-/i.test(baseName(fileName));

/** A chart's own file name says its country and day: `regional-us-daily-2026-01-31.csv`. What is said by hand wins. */
function completeChart(
  given: GivenFacts,
  meanings: readonly ColumnMeaning[],
  fileName: string,
  { country, periodStart, periodEnd, weekly }: ParseOptions & { weekly: boolean },
): void {
  const [, region, day] =
    /(?:^|[-_ ])(?:regional|viral)-(global|[a-z]{2})-(?:daily-(\d{4}-\d{2}-\d{2})$|weekly-)/i.exec(
      baseName(fileName),
    ) ?? [];
  const place = country ?? region;
  if (place && !isBrokenDown(meanings, 'country')) given.breakdown = { country: place.toLowerCase() };
  if (isViral(fileName) && !isBrokenDown(meanings, 'chart')) given.breakdown = { ...given.breakdown, chart: 'viral50' };
  if (hasDates(meanings) || weekly) return;
  if (periodStart && periodStart === periodEnd) given.day = periodStart;
  else if (day && !periodStart && !periodEnd) given.day = day;
}

/** `Some Artist-songs-28d.csv`; what stands behind says no more than a length, so no period is taken from it. */
function artistOf(fileName: string): string | null {
  return /^(.*\S)[-_ ](?:songs|playlists)(?:[-_ ][^-_ ]*)?$/i.exec(baseName(fileName))?.[1]?.trim() || null;
}

import { hasDates, needsCurrency } from './column-needs.ts';
import type { ParseOptions } from './dialect.ts';
import { dropSynonyms } from './drop-synonyms.ts';
import { type Column, type ColumnMeaning, formatLabels, type RecognisedFormat } from './format.ts';
import { readMetaColumn } from './meta-columns.ts';

type MetaAnswer =
  | { ok: true; format: RecognisedFormat }
  | { ok: false; code: 'needs_period' | 'needs_currency' | 'two_currencies'; message: string; missing: string[] };

const ofMeta = { source: 'meta_ads_manager', reading: 'ads' } as const;

/** Columns that no other ad platform's export has under these names. */
const markers: readonly ((meaning: ColumnMeaning) => boolean)[] = [
  (meaning) => meaning.as === 'metric' && ['spend', 'linkClicks', 'thruPlays'].includes(meaning.metric),
  (meaning) => meaning.as === 'periodStart' || meaning.as === 'periodEnd' || meaning.as === 'attribution',
];

/** Reads a header as a Meta Ads Manager export of any level, breakdown and column set; null if it is none. */
export function recogniseMeta(header: readonly string[], options: ParseOptions): MetaAnswer | null {
  const read = header.map((one) => readColumn(one, options));
  const columns = dropSynonyms(read, options);
  const meanings = columns.map(({ meaning }) => meaning).filter(({ as }) => as !== 'ignored');
  const isMeta = markers.some((test) => meanings.some(test));
  if (meanings.length < 3 || !isMeta || !meanings.some(({ as }) => as === 'metric')) return null;

  // Of all columns: a second amount in another currency is dropped as a synonym, and must not go unnoticed.
  const written = read.flatMap(({ meaning }) => ('currency' in meaning && meaning.currency ? [meaning.currency] : []));
  const currencies = new Set([...written, ...(options.currency ? [options.currency] : [])]);
  if (currencies.size > 1) {
    const message = `Amounts in ${[...currencies].join(' and ')} can't be added. Export one file for each currency.`;
    return { ok: false, code: 'two_currencies', message, missing: [] };
  }
  const { periodStart = null, periodEnd = null, zone = null } = options;
  if (periodStart !== null && periodEnd !== null && periodStart > periodEnd) {
    const message = `The period given ends (${periodEnd}) before it starts (${periodStart}).`;
    return { ok: false, code: 'needs_period', message, missing: ['period'] };
  }
  const [currency = null] = currencies;
  const missing = [
    ...(hasDates(meanings) || (periodStart !== null && periodEnd !== null) ? [] : ['period']),
    ...(currency !== null || !needsCurrency(meanings) ? [] : ['currency']),
  ];
  if (missing.length > 0) return refuse(missing);
  const { meta_ads_manager: label } = formatLabels;
  const given = { periodStart, periodEnd, currency, zone };
  return { ok: true, format: { id: 'meta_ads_manager', label, ...ofMeta, columns, subjectHint: null, given } };
}

export function readColumn(header: string, { columns }: ParseOptions): Column {
  const given = columns && Object.hasOwn(columns, header) ? columns[header] : undefined;
  return given ? { header, meaning: given } : readMetaColumn(header);
}

function refuse(missing: string[]): MetaAnswer {
  const period =
    'It has no dates: say which period it covers, or export it with "Reporting starts" and "Reporting ends".';
  const currency = 'Its amounts name no currency: say which one it is.';
  const message = missing.map((one) => (one === 'period' ? period : currency)).join(' ');
  return { ok: false, code: missing[0] === 'period' ? 'needs_period' : 'needs_currency', message, missing };
}

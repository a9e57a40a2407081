import { hasDates, needsCurrency } from './column-needs.ts';
import type { ParseOptions } from './dialect.ts';
import { dropSynonyms } from './drop-synonyms.ts';
import { formatLabels, type RecognisedFormat } from './format.ts';
import { readColumn } from './meta-format.ts';

type MappedAnswer =
  | { ok: true; format: RecognisedFormat }
  | { ok: false; code: 'needs_period' | 'needs_currency' | 'two_currencies'; message: string; missing: string[] };

/**
 * A table of no known format, by what the user says about its columns; headers that nothing was said of keep the meaning
 * that Ads Manager exports give them. Null where the mapping fits none of the headers, or names no metric.
 */
export function recogniseMapped(header: readonly string[], options: ParseOptions): MappedAnswer | null {
  if (!options.columns || !header.some((one) => Object.hasOwn(options.columns ?? {}, one))) return null;
  const columns = dropSynonyms(
    header.map((one) => readColumn(one, options)),
    options,
  );
  const meanings = columns.map(({ meaning }) => meaning);
  if (!meanings.some(({ as }) => as === 'metric')) return null;
  const currencies = new Set([
    ...meanings.flatMap((meaning) => ('currency' in meaning && meaning.currency ? [meaning.currency] : [])),
    ...(options.currency ? [options.currency] : []),
  ]);
  const [currency = null] = currencies;
  if (currencies.size > 1) {
    const message = `Amounts in ${[...currencies].join(' and ')} can't be added. Split the file by currency.`;
    return { ok: false, code: 'two_currencies', message, missing: [] };
  }
  const { periodStart = null, periodEnd = null, zone = null } = options;
  if (!hasDates(meanings) && (!periodStart || !periodEnd || periodStart > periodEnd)) {
    const message = 'The table has no column of days or months: say which period it covers.';
    return { ok: false, code: 'needs_period', message, missing: ['period'] };
  }
  if (needsCurrency(meanings) && currency === null) {
    return { ok: false, code: 'needs_currency', message: 'Say the currency of its amounts.', missing: ['currency'] };
  }
  const isAds = meanings.some(({ as }) => as === 'name' || as === 'externalId');
  const given = { periodStart, periodEnd, currency, zone };
  const reading = { source: 'mapped_file', reading: isAds ? 'ads' : 'table' } as const;
  const label = formatLabels.mapped_table;
  return { ok: true, format: { id: 'mapped_table', label, ...reading, columns, subjectHint: null, given } };
}

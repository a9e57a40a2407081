import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { Dialect } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { layOutMeta, type MetaLayout } from './meta-layout.ts';
import { readSubject } from './meta-subject.ts';
import { isCurrency } from './normalise-header.ts';
import type { ParsedFact, ParsedRow, RowWarning } from './parsed-row.ts';
import { readAmount } from './read-amount.ts';
import { isBlank, readMetric } from './read-metric.ts';
import { periodReader } from './read-period.ts';
import type { TableRow } from './read-table.ts';
import { rowError } from './row-error.ts';
import { saysAll } from './says-all.ts';

/** Turns rows of an Ads Manager export into facts, one for each row; rows that share a key are the caller's to sum. */
export function metaAdsManagerParser(format: RecognisedFormat, dialect: Dialect): (row: TableRow) => ParsedRow {
  const layout = layOutMeta(format, dialect.blankLevels);
  const readPeriod = periodReader(format, layout, dialect.dateOrder);
  const currencyOf = currencyReader(format, layout);

  return (row) => {
    const { line, cells } = row;
    const subject = readSubject(cells, layout);
    if (!subject.ok) return rowError(line, null, subject.code, subject.message);
    const period = readPeriod(row);
    if ('code' in period) return rowError(line, period.column, period.code, period.message, period.value);
    const currency = currencyOf(row);

    const warnings: RowWarning[] = subject.warnings;
    const values: Partial<Record<ReportedMetricId, number | string>> = {};
    const labels = readLabels(cells, layout);
    const isRatio = /\broas\b|_roas/i.test(`${labels.resultIndicator ?? ''} ${labels.resultType ?? ''}`);
    for (const { metric, unit, index, header } of layout.metrics) {
      const cell = cells[index] ?? '';
      if (isBlank(cell)) continue;
      const separator = dialect.decimalSeparator;
      const read = unit === 'money' ? readAmount(cell, currency, separator) : readMetric(cell, unit, separator);
      // A campaign for value has a return on ad spend as its result, which is no count.
      if (metric === 'results' && (isRatio || (!read.ok && read.code === 'fractional_count'))) {
        warnings.push('fractional_results');
        continue;
      }
      if (!read.ok) return rowError(line, header, read.code, read.message, cell);
      if (unit === 'money') {
        if (currency === null) return rowError(line, header, 'missing_currency', 'The amount has no currency.', cell);
        if (String(read.value).startsWith('-')) warnings.push('negative_money');
      }
      values[metric] = read.value;
    }
    const clicks = Math.max(Number(values.clicks ?? 0), Number(values.linkClicks ?? 0));
    if (clicks > Number(values.impressions ?? Number.POSITIVE_INFINITY)) {
      warnings.push('clicks_exceed_impressions');
    }

    const fact: ParsedFact = {
      line,
      subject: subject.subject,
      granularity: period.granularity,
      date: period.date,
      periodEnd: period.periodEnd,
      zone: format.given.zone,
      currency,
      source: format.source,
      breakdown: subject.total ? {} : readBreakdown(cells, layout, warnings),
      attribution: textOf(cells, layout.attribution),
      values,
      // The totals row fills text columns with 0.
      labels: subject.total ? {} : labels,
      warnings,
      ...(subject.total && { isTotal: true }),
    };
    return { fact };
  };
}

function textOf(cells: readonly string[], index: number): string | null {
  const cell = index < 0 ? '' : (cells[index]?.trim() ?? '');
  return isBlank(cell) ? null : cell;
}

function readLabels(cells: readonly string[], { labels }: MetaLayout): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, index } of labels) {
    const text = textOf(cells, index);
    if (text !== null) found[key] = text;
  }
  return found;
}

/**
 * Members as written. A cell that says "All" makes the row a sum over that breakdown, so a fact of the coarser one; with
 * nothing else, of the whole subject. A blank cell is the member that the platform leaves unnamed, and taking it for the
 * sum would make a part the whole.
 */
function readBreakdown(
  cells: readonly string[],
  { breakdowns }: MetaLayout,
  warnings: RowWarning[],
): Record<string, string> {
  const members = breakdowns.flatMap(({ key, index }): [string, string][] =>
    saysAll(cells[index]) ? [] : [[key, cells[index] ?? '']],
  );
  if (members.some(([, member]) => member.trim() === '')) warnings.push('blank_breakdown');
  return Object.fromEntries(members);
}

/** The one currency of the file: of its headers, or of its currency column, which must not change. */
function currencyReader(format: RecognisedFormat, layout: MetaLayout): (row: TableRow) => string | null {
  let known = format.given.currency;
  return ({ line, cells }) => {
    const cell = textOf(cells, layout.currency)?.toUpperCase();
    if (!cell || !isCurrency(cell) || cell === known) return known;
    if (known !== null) {
      const message = `The file has amounts in ${known} and, on line ${line}, in ${cell}. Export one file for each currency.`;
      throw new ImportFault('two_currencies', message, line);
    }
    known = cell;
    return known;
  };
}

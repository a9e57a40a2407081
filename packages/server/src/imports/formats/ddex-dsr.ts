import { DsrReport, type Fields } from './dsr-report.ts';
import { formatLabels, type RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { isCurrency } from './normalise-header.ts';
import { parseCompactDate } from './parse-date.ts';
import type { FactSubject } from './parsed-row.ts';
import { isBlank, readMetric } from './read-metric.ts';
import { rowError } from './row-error.ts';
import type { RowParser } from './row-parser.ts';
import { readIsrc, trackSubject } from './track-subject.ts';

/** A DDEX digital sales report as a flat file: records of many kinds, separated by tabs, quotation marks are text. */
export function recogniseDsr(rows: readonly (readonly string[])[]): RecognisedFormat | null {
  if (!/^#?(?:HEAD|FHEA)$/.test(rows[0]?.[0] ?? '')) return null;
  const given = { periodStart: null, periodEnd: null, currency: null, zone: null };
  const reading = { source: 'ddex_dsr', reading: 'dsr' } as const;
  return { id: 'ddex_dsr', label: formatLabels.ddex_dsr, ...reading, columns: [], subjectHint: null, given };
}

/** Sales and usages of a report as facts by track, store, country and stated time; other records say nothing by themselves. */
export function dsrParser(): RowParser {
  const report = new DsrReport();
  const parse: RowParser['parse'] = ({ line, cells }) => {
    const [kind = ''] = cells;
    if (!/^S[UR]\d/.test(kind)) {
      report.learn(cells);
      return null;
    }
    const sale = report.fieldsOf(cells);
    // A report in single records has what was used in the sale itself.
    const track = kind.startsWith('SR') ? recordingOf(sale) : subjectOf(report, sale);
    if (!track) return rowError(line, null, 'missing_name', 'No resource of its block names the track of this record.');
    const stated = report.summaryOf(sale);
    if (stated?.differing) {
      const message = `Summary records of one id differ in ${stated.differing}, so what holds for this sale is unknown.`;
      return rowError(line, 'SummaryRecordId', 'ambiguous_summary', message, sale('SummaryRecordId'));
    }
    const summary = stated?.fields;
    const time = timeOf(sale, report.head);
    if (!time) return rowError(line, null, 'missing_date', 'Neither the record nor the head says when it is of.');
    const read = readSale(line, sale, summary?.('Currency') ?? '');
    if ('error' in read) return read;
    // A record of broadcasts, for example, counts nothing that is known.
    if (Object.keys(read.values).length === 0) return null;
    const breakdown = {
      store: report.head('SenderName') || 'unknown',
      ...textOf('country', summary?.('Territory')),
      ...textOf('salesType', sale('UseType') || summary?.('UseType')),
      ...textOf('commercialModel', summary?.('CommercialModel')),
    };
    const fact = {
      line,
      subject: track,
      granularity: 'period',
      ...time,
      zone: null,
      ...read,
      source: 'ddex_dsr',
    } as const;
    return { fact: { ...fact, breakdown, attribution: null, labels: {} } };
  };
  return {
    parse,
    end: () => {
      if (report.isWhole) return;
      const message = 'The report has no last record (FOOT): it was cut off. Get it again.';
      throw new ImportFault('truncated_file', message);
    },
  };
}

const textOf = (key: string, text: string | undefined): Record<string, string> => (text ? { [key]: text } : {});

function recordingOf(fields: Fields): FactSubject | null {
  return trackSubject({
    title: fields('Title').replaceAll('\\|', '|'),
    artist: fields('DisplayArtistName').split('|')[0] ?? '',
    isrc: readIsrc(fields('ISRC').split('|')[0] ?? ''),
    spotifyId: undefined,
  });
}

function subjectOf(report: DsrReport, sale: Fields): FactSubject | null {
  const resource = report.resourceOf(sale);
  if (resource) return recordingOf(resource);
  const release = report.releaseOf(sale);
  const artist = release?.('ReleaseDisplayArtistName').split('|')[0] ?? '';
  return release
    ? trackSubject({ title: release('ReleaseTitle'), artist, isrc: undefined, spotifyId: undefined })
    : null;
}

/** The head may say its days as `2026-03-01`, or the month or year of the report. */
function dayOf(cell: string, end: 'first' | 'last'): string | null {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(cell) ?? [];
  if (year === undefined) return parseCompactDate(cell);
  if (end === 'first') return parseCompactDate(`${year}-${month ?? '01'}-01`);
  return new Date(Date.UTC(Number(year), Number(month ?? '12'), 0)).toISOString().slice(0, 10);
}

function timeOf(sale: Fields, head: Fields): { date: string; periodEnd: string } | null {
  const date = parseCompactDate(sale('ValidityPeriodStart')) ?? dayOf(head('UsageStartDate'), 'first');
  const periodEnd = parseCompactDate(sale('ValidityPeriodEnd')) ?? dayOf(head('UsageEndDate'), 'last');
  return date && periodEnd && date <= periodEnd ? { date, periodEnd } : null;
}

function readSale(line: number, sale: Fields, code: string) {
  const currency = isCurrency(code) ? code : null;
  const values: Partial<Record<'units' | 'earnings', number | string>> = {};
  const warnings: 'negative_money'[] = [];
  const isRefund = [sale('Usages'), sale('NetRevenue')].every((cell) => /^-.*[1-9]/.test(cell));
  for (const [metric, field, unit] of [
    ['units', 'Usages', 'count'],
    ['earnings', 'NetRevenue', 'money'],
  ] as const) {
    const cell = sale(field);
    if (isBlank(cell)) continue;
    const taken = isRefund && metric === 'units';
    const read = readMetric(taken ? cell.slice(1) : cell, unit, '.');
    if (!read.ok) return rowError(line, field, read.code, read.message, cell);
    if (unit === 'money' && currency === null) {
      return rowError(line, field, 'missing_currency', 'Its summary record names no currency.', cell);
    }
    if (String(read.value).startsWith('-')) warnings.push('negative_money');
    values[metric] = taken ? -Number(read.value) : read.value;
  }
  const returns = sale('Returns');
  if (!isBlank(returns)) {
    const given = readMetric(returns, 'count', '.');
    if (!given.ok) return rowError(line, 'Returns', given.code, given.message, returns);
    values.units = Number(values.units ?? 0) - Number(given.value);
  }
  return { values, currency, warnings };
}

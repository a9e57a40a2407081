import { formatLabels, type RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { isCurrency } from './normalise-header.ts';
import { parseCompactDate } from './parse-date.ts';
import { isBlank, readMetric } from './read-metric.ts';
import { rowError } from './row-error.ts';
import type { RowParser } from './row-parser.ts';
import { readIsrc, trackSubject } from './track-subject.ts';

/** Fields of the records that are read, where the file has no line such as `#SU03.01` that names them. */
const usualFields: Readonly<Record<string, string>> = {
  HEAD: 'MessageVersion Profile ProfileVersion MessageId MessageCreatedDateTime FileNumber NumberofFiles UsageStartDate UsageEndDate SenderPartyId SenderName ServiceDescription',
  SY02: 'SummaryRecordId DistributionChannel DistributionChannelDPID CommercialModel UseType Territory ServiceDescription Usages Users Currency NetRevenue',
  AS01: 'BlockId ResourceReference DspResourceId ISRC Title SubTitle DisplayArtistName',
  SU03: 'BlockId SalesTransactionId SummaryRecordId DspReleaseId Usages NetRevenue ValidityPeriodStart ValidityPeriodEnd',
};

type Fields = (name: string) => string;

/** What a summary record says about the sales that refer to it. Several may have one id, one for each rights controller. */
const summaryFields = ['Currency', 'Territory', 'UseType', 'CommercialModel'] as const;

interface Summary {
  fields: Fields;
  /** A field in which records of this id differ, so that nobody can say what it is of a sale. */
  differing: (typeof summaryFields)[number] | null;
}

/** A DDEX digital sales report as a flat file: records of many kinds, separated by tabs, quotation marks are text. */
export function recogniseDsr(rows: readonly (readonly string[])[]): RecognisedFormat | null {
  if (!/^#?(?:HEAD|FHEA)$/.test(rows[0]?.[0] ?? '')) return null;
  const given = { periodStart: null, periodEnd: null, currency: null, zone: null };
  const reading = { source: 'ddex_dsr', reading: 'dsr' } as const;
  return { id: 'ddex_dsr', label: formatLabels.ddex_dsr, ...reading, columns: [], subjectHint: null, given };
}

/** What the records before a sale say about it. */
class Report {
  readonly #layouts = new Map<string, string[]>();
  readonly #summaries = new Map<string, Summary>();
  readonly #resources = new Map<string, Fields>();
  head: Fields = () => '';
  #block = '';
  /** Whether the last record was met. */
  isWhole = false;

  /** `SU03.01` is a version of `SU03`. */
  #layoutOf(kind: string): string[] {
    const short = kind.split('.')[0] ?? kind;
    return this.#layouts.get(kind) ?? this.#layouts.get(short) ?? usualFields[short]?.split(' ') ?? [];
  }

  fieldsOf([kind = '', ...cells]: readonly string[]): Fields {
    const layout = this.#layoutOf(kind);
    return (name) => cells[layout.findIndex((field) => field.toLowerCase() === name.toLowerCase())]?.trim() ?? '';
  }

  learn(cells: readonly string[]): void {
    const [kind = '', ...rest] = cells;
    if (kind.startsWith('#')) {
      this.#layouts.set(
        kind.slice(1),
        rest.map((name) => name.trim()),
      );
      return;
    }
    const fields = this.fieldsOf(cells);
    if (/^(?:HEAD|FHEA)$/.test(kind)) this.head = fields;
    if (/^(?:FOOT|FFOO)$/.test(kind)) this.isWhole = true;
    if (kind.startsWith('SY')) this.#learnSummary(fields);
    if (!kind.startsWith('AS')) return;
    // Blocks follow each other, so only the one at hand is kept.
    if (fields('BlockId') !== this.#block) this.#resources.clear();
    this.#block = fields('BlockId');
    this.#resources.set(fields('DspResourceId'), fields);
  }

  #learnSummary(fields: Fields): void {
    const id = fields('SummaryRecordId');
    const before = this.#summaries.get(id);
    if (!before) this.#summaries.set(id, { fields, differing: null });
    else before.differing ??= summaryFields.find((name) => before.fields(name) !== fields(name)) ?? null;
  }

  summaryOf(sale: Fields): Summary | undefined {
    return this.#summaries.get(sale('SummaryRecordId'));
  }

  resourceOf(sale: Fields): Fields | undefined {
    if (sale('BlockId') !== this.#block) return undefined;
    const named = this.#resources.get(sale('DspReleaseId')) ?? this.#resources.get(sale('DspResourceId'));
    return named ?? (this.#resources.size === 1 ? [...this.#resources.values()][0] : undefined);
  }
}

/** Sales and usages of a report as facts by track, store, country and stated time; other records say nothing by themselves. */
export function dsrParser(): RowParser {
  const report = new Report();
  const parse: RowParser['parse'] = ({ line, cells }) => {
    if (!/^SU\d/.test(cells[0] ?? '')) {
      report.learn(cells);
      return null;
    }
    const sale = report.fieldsOf(cells);
    const resource = report.resourceOf(sale);
    const subject = resource && {
      title: resource('Title').replaceAll('\\|', '|'),
      artist: resource('DisplayArtistName').split('|')[0] ?? '',
      isrc: readIsrc(resource('ISRC')),
      spotifyId: undefined,
    };
    const track = subject && trackSubject(subject);
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
    const breakdown = {
      store: report.head('SenderName') || 'unknown',
      ...textOf('country', summary?.('Territory')),
      ...textOf('salesType', summary?.('UseType')),
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

function timeOf(sale: Fields, head: Fields): { date: string; periodEnd: string } | null {
  const date = parseCompactDate(sale('ValidityPeriodStart')) ?? parseCompactDate(head('UsageStartDate'));
  const periodEnd = parseCompactDate(sale('ValidityPeriodEnd')) ?? parseCompactDate(head('UsageEndDate'));
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
  return { values, currency, warnings };
}

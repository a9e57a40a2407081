import { describeMetric, isCalculatedMetric, isReportedMetric, type MetricId } from './definitions.ts';

/** One number with its excuse, as answers carry it. */
interface ShownValue {
  value: string | number | null;
  reason: string | null;
}

const locale = 'en-US';
const styles = {
  whole: { maximumFractionDigits: 0 },
  cents: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  fine: { minimumFractionDigits: 2, maximumFractionDigits: 4 },
  percent: { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 },
} as const;

const formats = new Map<keyof typeof styles, Intl.NumberFormat>();

/** Made at its first use: the first format of a process takes longer than everything else that the SDK's import does. */
function formatOf(style: keyof typeof styles): Intl.NumberFormat {
  const known = formats.get(style);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, styles[style]);
  formats.set(style, format);
  return format;
}

/** Exact decimals are rounded here and nowhere before. Intl takes them as text, so no float comes between. */
const ofText = (style: keyof typeof styles, value: string | number): string =>
  formatOf(style).format(typeof value === 'number' ? value : (value as Intl.StringNumericLiteral));

const reasonTexts: Record<string, string> = {
  unavailable: 'not stated',
  not_additive: 'cannot be added up',
  ambiguous_rows: 'unknown: the file does not tell rows apart',
};

/** Why a value is null, in a few words. */
export const describeAbsence = (reason: string | null): string =>
  reasonTexts[reason ?? ''] ?? (reason ?? 'unknown').replaceAll('_', ' ');

/**
 * A metric's value as a person reads it, in its unit; a missing one says why.
 *
 * @example
 * formatMetric('spend', { value: '1184.7700000000001', reason: null }, 'EUR'); // '1,184.77 EUR'
 */
export function formatMetric(id: MetricId, { value, reason }: ShownValue, currency: string | null): string {
  if (value === null) return `– (${describeAbsence(reason)})`;
  const money = currency === null ? '' : ` ${currency}`;
  // A newer server may answer a metric that this version doesn’t know the unit of.
  const unit = isReportedMetric(id) || isCalculatedMetric(id) ? describeMetric(id).unit : null;
  switch (unit) {
    case 'count':
      return ofText('whole', value);
    case 'money':
      return `${ofText('cents', value)}${money}`;
    case 'micros':
      return `${formatOf('fine').format(Number(value) / 1_000_000)}${money}`;
    case 'fraction':
      return formatOf('percent').format(Number(value));
    case 'seconds':
      return `${ofText('cents', value)} s`;
    case 'ratio':
      return ofText('cents', value);
    case null:
      return String(value);
  }
}

import { describeMetric, isCalculatedMetric, isReportedMetric, type MetricId } from './definitions.ts';

/** One number with its excuse, as answers carry it. */
interface MetricValue {
  value: string | number | null;
  reason: string | null;
}

const locale = 'en-US';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Exact decimals are rounded here and nowhere before. Intl takes them as text, so no float comes between. */
const ofText = (format: Intl.NumberFormat, value: string | number): string =>
  format.format(typeof value === 'number' ? value : (value as Intl.StringNumericLiteral));

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
export function formatMetric(id: MetricId, { value, reason }: MetricValue, currency: string | null): string {
  if (value === null) return `– (${describeAbsence(reason)})`;
  const money = currency === null ? '' : ` ${currency}`;
  // A newer server may answer a metric that this version doesn’t know the unit of.
  const unit = isReportedMetric(id) || isCalculatedMetric(id) ? describeMetric(id).unit : null;
  switch (unit) {
    case 'count':
      return ofText(whole, value);
    case 'money':
      return `${ofText(cents, value)}${money}`;
    case 'micros':
      return `${fine.format(Number(value) / 1_000_000)}${money}`;
    case 'fraction':
      return percent.format(Number(value));
    case 'seconds':
      return `${ofText(cents, value)} s`;
    case 'ratio':
      return ofText(cents, value);
    case null:
      return String(value);
  }
}

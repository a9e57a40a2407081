import { describeMetric, type MetricId, type MetricValue } from '@songtrackpro/sdk';

const locale = 'en-US';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A whole number with separators: `1,035`. */
export const count = (value: number): string => whole.format(value);

/** `1,035 rows`, `1 row`. */
export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `1,035 days`, `1 day`. */
export const days = (value: number): string => plural(value, 'day');

/** Exact decimals are rounded here and nowhere before. Intl takes them as text, so no float comes between. */
const ofText = (format: Intl.NumberFormat, value: string | number): string =>
  format.format(typeof value === 'number' ? value : (value as Intl.StringNumericLiteral));

const reasonTexts: Record<string, string> = {
  unavailable: 'not stated',
  not_additive: 'cannot be added up',
  ambiguous_rows: 'unknown: the file does not tell rows apart',
};

/** A metric's value as a person reads it, in its unit; a missing one says why. */
export function formatValue(id: MetricId, { value, reason }: MetricValue, currency: string | null): string {
  if (value === null) return `– (${reasonTexts[reason ?? ''] ?? (reason ?? 'unknown').replaceAll('_', ' ')})`;
  const money = currency === null ? '' : ` ${currency}`;
  switch (describeMetric(id).unit) {
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
  }
}

import type { DateRange, ReportQuality } from '@songtrackpro/contracts';

const shownRanges = 6;

const named = ({ from, to }: DateRange) => (from === to ? from : `${from} to ${to}`);

/** A gap of one subject in a sentence. */
export function describeGap({ subject, of, days, ranges }: ReportQuality['missing'][number]): string {
  const what = of === 'ads' ? 'Ad numbers' : 'Streams';
  const rest = ranges.length > shownRanges ? ` and ${ranges.length - shownRanges} more stretches` : '';
  const where = ranges.slice(0, shownRanges).map(named).join(', ') + rest;
  return `${what} of ${subject.name}: ${days} ${days === 1 ? 'day is' : 'days are'} unknown (${where}).`;
}

/** How much may still change, in a sentence. */
export function describeProvisional({ provisional: { facts, provisional, share } }: ReportQuality): string {
  if (share === null) return 'There are no facts.';
  if (provisional === 0) return `All ${facts} facts are final.`;
  return `${provisional} of ${facts} facts (${Math.round(share * 100)}%) are provisional: their source may still restate them.`;
}

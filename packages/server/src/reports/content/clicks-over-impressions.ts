import type { ReportedValues } from '@songtrackpro/contracts';

interface Stated {
  date: string;
  periodEnd: string | null;
  values: ReportedValues;
}

const shownDays = 5;
const spanOf = ({ date, periodEnd }: Stated) =>
  periodEnd === null || periodEnd === date ? date : `${date} to ${periodEnd}`;

/** Clicks that outnumber impressions are kept as they are stated, and said. */
export function clicksOverImpressions(
  facts: readonly Stated[],
): { code: 'clicks_over_impressions'; message: string }[] {
  const odd = facts
    .flatMap((fact) => {
      const { impressions, clicks, linkClicks } = fact.values;
      if (impressions == null) return [];
      const more = [clicks, linkClicks].find((count) => count != null && Number(count) > Number(impressions));
      return more == null ? [] : [`${spanOf(fact)}: ${more} of ${impressions}`];
    })
    .sort();
  if (odd.length === 0) return [];
  const rest = odd.length > shownDays ? ` and ${odd.length - shownDays} more` : '';
  const rows = odd.length === 1 ? 'one row' : `${odd.length} rows`;
  return [
    {
      code: 'clicks_over_impressions',
      message: `In ${rows} there are more clicks than impressions (${odd.slice(0, shownDays).join('; ')}${rest}). They are kept as the source states them; rates above 100% come from there.`,
    },
  ];
}

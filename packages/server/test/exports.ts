/** Exports as the platforms write them, for tests: header and rows of text. */

export const timelineCsv = (days: readonly (readonly [date: string, streams: number, listeners?: number])[]): string =>
  [
    'date,listeners,streams,followers',
    ...days.map(([date, streams, listeners = 1]) => `${date},${listeners},${streams},10`),
  ]
    .join('\n')
    .concat('\n');

/** The timeline of one song, which states streams alone. */
export const songCsv = (days: readonly (readonly [date: string, streams: number])[]): string =>
  ['date,streams', ...days.map(([date, streams]) => `${date},${streams}`)].join('\n').concat('\n');

export interface CampaignRow {
  name: string;
  spend: string;
  impressions: number;
  reach: number;
  day?: string;
}

/** A Meta Ads Manager campaigns export of one period; with `day` in its rows, by day. */
export function campaignsCsv(
  rows: readonly CampaignRow[],
  period: { from: string; to: string } = { from: '2026-01-01', to: '2026-01-31' },
): string {
  const byDay = rows.some(({ day }) => day !== undefined);
  const header = `"Reporting starts","Reporting ends","Campaign name",${byDay ? 'Day,' : ''}"Attribution setting",Reach,Impressions,"Amount spent (USD)"`;
  const lines = rows.map(({ name, spend, impressions, reach, day }) => {
    const days = day === undefined ? [period.from, period.to] : [day, day];
    const cells = [...days, name === '' ? '' : `"${name}"`, ...(byDay ? [day ?? ''] : [])];
    return [...cells, '"7-day click or 1-day view"', reach, impressions, spend].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

/** A Meta Ads Manager export of campaigns by day and one breakdown. */
export function breakdownCsv(
  breakdown: string,
  rows: readonly { name: string; day: string; member: string; spend: string; reach: number }[],
): string {
  const header = `"Reporting starts","Reporting ends","Campaign name",Day,${breakdown},"Attribution setting",Reach,Impressions,"Amount spent (USD)"`;
  const lines = rows.map(({ name, day, member, spend, reach }) =>
    [day, day, `"${name}"`, day, `"${member}"`, '"7-day click or 1-day view"', reach, reach * 2, spend].join(','),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

const dayMs = 24 * 3600 * 1000;
const first = Date.UTC(2026, 0, 1);

/** The year that the exports cover. */
export const year = { from: '2026-01-01', to: '2026-12-31' };
const days = Array.from({ length: 365 }, (_, day) => new Date(first + day * dayMs).toISOString().slice(0, 10));

/** An Ads Manager export of campaigns by day over a year; with members, each day is broken down by age. */
export function yearOfCampaigns(names: readonly string[], members: readonly string[] = []): string {
  const broken = members.length > 0;
  const header = `"Reporting starts","Reporting ends","Campaign name",Day,${broken ? 'Age,' : ''}Reach,Impressions,"Link clicks","Amount spent (USD)"`;
  const rows = names.flatMap((name, campaign) =>
    days.flatMap((day, index) =>
      (broken ? members : ['']).map((member) => {
        const spend = (((campaign + 1) * (index + 7)) % 900) / 10;
        return [day, day, name, day, ...(broken ? [member] : []), index + 1, index * 9, index % 40, spend].join(',');
      }),
    ),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

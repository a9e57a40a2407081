import type { SongTrackPro } from '@songtrackpro/sdk';

const daysOfCampaign = 1000;
const firstDay = Date.parse('2022-01-01');

export interface LargeExport {
  text: string;
  campaigns: string[];
  rows: number;
  /** Sums over all rows, in cents and units. */
  spendCents: number;
  impressions: number;
}

/** An Ads Manager export by day with so many rows, each of which is one fact; every label has campaigns of its own. */
export function largeExport(label: string, wantedRows: number): LargeExport {
  const campaigns = Array.from({ length: Math.ceil(wantedRows / daysOfCampaign) }, (_, n) => `${label} ${n + 1}`);
  const lines = ['Reporting starts,Reporting ends,Campaign name,Day,Amount spent (EUR),Impressions'];
  let [spendCents, impressions] = [0, 0];
  campaigns.forEach((name, campaign) => {
    for (let n = 0; n < daysOfCampaign; n += 1) {
      const day = new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10);
      const cents = 1 + ((campaign * 7919 + n * 104_729) % 99_991);
      const shown = 1 + ((campaign * 31 + n * 17) % 5000);
      lines.push(
        `${day},${day},${name},${day},${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')},${shown}`,
      );
      spendCents += cents;
      impressions += shown;
    }
  });
  return { text: `${lines.join('\n')}\n`, campaigns, rows: campaigns.length * daysOfCampaign, spendCents, impressions };
}

/** What the server says of an export's campaigns: facts, their sums, and the most often that one of them was stated. */
export async function storedFacts(client: SongTrackPro, { campaigns }: LargeExport) {
  const wanted = new Set(campaigns);
  const stored = { campaigns: 0, rows: 0, spendCents: 0, impressions: 0, mostVersions: 0 };
  for await (const campaign of client.campaigns.list({ limit: 200 })) {
    if (!wanted.has(campaign.name)) continue;
    const { days } = await client.metrics.daily({ subjectKind: 'campaign', subjectId: campaign.id });
    stored.campaigns += 1;
    stored.rows += days.length;
    for (const { values, provenance } of days) {
      stored.spendCents += Math.round(Number(values.spend?.value) * 100);
      stored.impressions += Number(values.impressions?.value);
      stored.mostVersions = Math.max(stored.mostVersions, provenance.versions);
    }
  }
  return stored;
}

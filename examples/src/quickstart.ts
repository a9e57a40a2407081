/**
 * The first program: who the key belongs to, and how every campaign did.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node quickstart.ts
 */
import { formatMetric, SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '' } = process.env;
if (baseUrl === '' || apiKey === '') {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY; `npx -y pnpm@12 start` prints both.');
  process.exit(2);
}

const client = new SongTrackPro({ baseUrl, apiKey });
const { organization } = await client.organizations.me();
console.log(`${organization.name}, which counts in ${organization.currency}`);

for await (const { id, name } of client.campaigns.list({ sort: 'name' })) {
  const { totals } = await client.reports.campaign({ campaignId: id });
  if (totals === null) continue;
  const { values, currency, range } = totals;
  // A number that no source states is null and not 0, and says why; formatMetric says it, too.
  const told = (['spend', 'impressions', 'linkClicks'] as const).map((metric) => {
    const value = values[metric] ?? { value: null, reason: null };
    return `${metric} ${formatMetric(metric, value, currency)}`;
  });
  console.log(`${name}, ${range.from} to ${range.to}: ${told.join(', ')}`);
}

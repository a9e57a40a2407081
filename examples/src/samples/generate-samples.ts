import { adSetsExport, campaignsByDayExport, campaignsExport } from './ads-manager-exports.ts';
import { audienceTimeline } from './audience-timeline.ts';
import { deliverAds } from './deliver-ads.ts';
import { seededRandom } from './seeded-random.ts';
import { account, artist, seed } from './story.ts';

interface SampleFile {
  name: string;
  content: string;
}

/** The sample exports. The same program makes the same bytes on every machine. */
export function generateSamples(): SampleFile[] {
  const random = seededRandom(seed);
  const ads = deliverAds(random);
  const period = 'Oct-20-2025-Dec-14-2025';
  return [
    { name: `${artist}-audience-timeline.csv`, content: audienceTimeline(ads, random) },
    { name: `${account}-Campaigns-${period}.csv`, content: campaignsExport(ads) },
    { name: `${account}-Campaigns-by-day-${period}.csv`, content: campaignsByDayExport(ads) },
    { name: `${account}-Ad-sets-${period}.csv`, content: adSetsExport(ads) },
  ];
}

import { type DayOfAdSet, type Delivery, reachOf, sumDeliveries } from './deliver-ads.ts';
import { campaigns, currency, reporting } from './story.ts';
import { writeCents, writeCsv, writeQuotient } from './write-csv.ts';

const attribution = '7-day click or 1-day view';
/** People who can be reached: by one ad set, by one campaign, by the whole account. */
const audiences = { adSet: 46_000, campaign: 98_000, account: 171_000 };

const head = ['Reporting starts', 'Reporting ends'];
const measures = [
  'Attribution setting',
  'Results',
  'Result indicator',
  'Reach',
  'Frequency',
  'Cost per results',
  `Amount spent (${currency})`,
  'Impressions',
  `CPM (cost per 1,000 impressions) (${currency})`,
  'Link clicks',
  'Clicks (all)',
  'Landing page views',
];
const span = [reporting.first, reporting.last];

/** One row a campaign for the whole period, above them the account's totals: its reach is less than the sum. */
export function campaignsExport(days: readonly DayOfAdSet[]): string {
  const rows = campaigns.map((campaign) => {
    const total = sumDeliveries(days.filter((one) => one.campaign === campaign));
    const reach = reachOf(total.impressions, audiences.campaign);
    return [...span, campaign.name, 'completed', ...measured(total, reach, campaign.resultIndicator)];
  });
  return writeCsv([
    [...head, 'Campaign name', 'Campaign delivery', ...measures],
    [...span, '', 0, ...totals(days)],
    ...rows,
  ]);
}

/** The same campaigns day by day. */
export function campaignsByDayExport(days: readonly DayOfAdSet[]): string {
  const rows = campaigns.flatMap((campaign) => {
    const own = days.filter((one) => one.campaign === campaign);
    return [...new Set(own.map(({ day }) => day))].map((day) => {
      const total = sumDeliveries(own.filter((one) => one.day === day));
      const reach = reachOf(total.impressions, audiences.adSet);
      return [day, day, campaign.name, day, ...measured(total, reach, campaign.resultIndicator)];
    });
  });
  return writeCsv([[...head, 'Campaign name', 'Day', ...measures], ...rows]);
}

/** The same period by ad set; two campaigns have ad sets of one name. */
export function adSetsExport(days: readonly DayOfAdSet[]): string {
  const rows = campaigns.flatMap((campaign) =>
    campaign.adSets.map((adSet) => {
      const total = sumDeliveries(days.filter((one) => one.campaign === campaign && one.adSet === adSet));
      const reach = reachOf(total.impressions, audiences.adSet);
      return [...span, campaign.name, adSet.name, 'completed', ...measured(total, reach, campaign.resultIndicator)];
    }),
  );
  return writeCsv([
    [...head, 'Campaign name', 'Ad set name', 'Ad set delivery', ...measures],
    [...span, '', '', 0, ...totals(days)],
    ...rows,
  ]);
}

/** The totals row names no result: its campaigns count different things. */
function totals(days: readonly DayOfAdSet[]): (string | number)[] {
  const total = sumDeliveries(days);
  return measured(total, reachOf(total.impressions, audiences.account), '');
}

function measured(total: Delivery, reach: number, resultIndicator: string): (string | number)[] {
  const named = resultIndicator !== '';
  return [
    attribution,
    named ? total.results : '',
    resultIndicator,
    reach,
    writeQuotient(total.impressions, reach, 6),
    named ? writeQuotient(total.spend, total.results * 100, 8) : '',
    writeCents(total.spend),
    total.impressions,
    writeQuotient(total.spend * 10, total.impressions, 6),
    total.linkClicks,
    total.clicks,
    total.landingPageViews,
  ];
}

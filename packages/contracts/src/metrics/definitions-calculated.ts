import type { CalculatedMetric, ReportedMetricId } from './definitions.ts';

const ads = 'Meta Ads Manager, recalculated from the sums.';

type Parts = Omit<CalculatedMetric, 'unit' | 'additive' | 'numerator'> & {
  numerator: ReportedMetricId | readonly ReportedMetricId[];
};

function calculated<Unit extends CalculatedMetric['unit']>(
  unit: Unit,
  parts: Parts,
): CalculatedMetric & { unit: Unit } {
  const { numerator, ...rest } = parts;
  return { ...rest, unit, additive: false, numerator: typeof numerator === 'string' ? [numerator] : numerator };
}

const fraction = (parts: Parts) => calculated('fraction', parts);
const ratio = (parts: Parts) => calculated('ratio', parts);
const micros = (parts: Parts) => calculated('micros', parts);

export const calculatedMetrics = {
  ctr: fraction({
    name: 'CTR (all)',
    numerator: 'clicks',
    denominator: 'impressions',
    zeroReason: 'no_impressions',
    formula: 'clicks / impressions',
    source: `${ads} All clicks; for music decisions the link CTR says more.`,
  }),
  linkCtr: fraction({
    name: 'CTR (link)',
    numerator: 'linkClicks',
    denominator: 'impressions',
    zeroReason: 'no_impressions',
    formula: 'link clicks / impressions',
    source: ads,
  }),
  cpc: micros({
    name: 'CPC (all)',
    numerator: 'spend',
    denominator: 'clicks',
    zeroReason: 'no_clicks',
    formula: 'spend / clicks',
    source: ads,
  }),
  linkCpc: micros({
    name: 'CPC (link)',
    numerator: 'spend',
    denominator: 'linkClicks',
    zeroReason: 'no_link_clicks',
    formula: 'spend / link clicks',
    source: ads,
  }),
  cpm: micros({
    name: 'CPM',
    numerator: 'spend',
    denominator: 'impressions',
    multiplier: 1000,
    zeroReason: 'no_impressions',
    formula: 'spend / impressions x 1,000',
    source: ads,
  }),
  frequency: ratio({
    name: 'Frequency',
    numerator: 'impressions',
    denominator: 'reach',
    zeroReason: 'no_reach',
    formula: 'impressions / reach',
    source: `${ads} Only where both are of the same period and subject.`,
  }),
  costPerReach: micros({
    name: 'Cost per 1,000 people reached',
    numerator: 'spend',
    denominator: 'reach',
    multiplier: 1000,
    zeroReason: 'no_reach',
    formula: 'spend / reach x 1,000',
    source: ads,
  }),
  costPerResult: micros({
    name: 'Cost per result',
    numerator: 'spend',
    denominator: 'results',
    zeroReason: 'no_results',
    formula: 'spend / results',
    source: `${ads} Campaigns with different objectives count different results: do not mix them.`,
  }),
  costPerLandingPageView: micros({
    name: 'Cost per landing page view',
    numerator: 'spend',
    denominator: 'landingPageViews',
    zeroReason: 'no_landing_page_views',
    formula: 'spend / landing page views',
    source: ads,
  }),
  conversionRate: fraction({
    name: 'Conversion rate',
    numerator: 'conversions',
    denominator: 'linkClicks',
    zeroReason: 'no_link_clicks',
    formula: 'conversions / link clicks',
    source: 'The base is link clicks; some tools divide by landing page views.',
  }),
  costPerConversion: micros({
    name: 'Cost per conversion',
    numerator: 'spend',
    denominator: 'conversions',
    zeroReason: 'no_conversions',
    formula: 'spend / conversions',
    source: 'Belongs to the attribution setting of its conversions.',
  }),
  thruPlayRate: fraction({
    name: 'ThruPlay rate',
    numerator: 'thruPlays',
    denominator: 'videoPlays',
    zeroReason: 'no_video_plays',
    formula: 'ThruPlays / video plays',
    source: ads,
  }),
  roas: ratio({
    name: 'ROAS',
    numerator: 'purchaseValue',
    denominator: 'spend',
    zeroReason: 'no_spend',
    formula: 'attributed purchase value / spend',
    source: 'Without a pixel the purchase value is unknown, so this is null, not 0.',
  }),
  roi: fraction({
    name: 'ROI',
    numerator: 'revenue',
    denominator: 'totalCost',
    offset: -1,
    zeroReason: 'no_cost',
    formula: '(revenue - total cost) / total cost',
    source: 'Total cost is spend plus fees and creative cost; ROI is not ROAS.',
  }),
  streamsPerListener: ratio({
    name: 'Streams per listener',
    numerator: 'streams',
    denominator: 'listeners',
    zeroReason: 'no_listeners',
    formula: 'streams / listeners',
    source: 'Spotify. Only where both are of the same period.',
  }),
  saveRate: fraction({
    name: 'Save rate',
    numerator: 'saves',
    denominator: 'listeners',
    zeroReason: 'no_listeners',
    formula: 'saves / listeners',
    source: 'Practitioners; the base is listeners, some divide by streams.',
  }),
  intentActionsPerListener: ratio({
    name: 'Intent actions per listener',
    numerator: ['saves', 'playlistAdds'],
    denominator: 'listeners',
    zeroReason: 'no_listeners',
    formula: '(saves + playlist adds) / listeners',
    source: 'Counts a listener who did both twice, so it is not the intent rate of Spotify Ads.',
  }),
  skipRate: fraction({
    name: 'Skip rate',
    numerator: 'skips',
    denominator: 'plays',
    zeroReason: 'no_plays',
    formula: 'skips / plays',
    source: 'Revelator. Interrupted at any time, of all plays, those under 30 seconds included.',
  }),
  sub30Rate: fraction({
    name: 'Sub-30 rate',
    numerator: 'playsUnder30s',
    denominator: 'plays',
    zeroReason: 'no_plays',
    formula: 'plays under 30 seconds / plays',
    source: 'Revelator. Often called "<30 s skip rate".',
  }),
  completionRate: fraction({
    name: 'Completion rate',
    numerator: 'completes',
    denominator: 'playsWithPlaytime',
    zeroReason: 'no_plays',
    formula: 'completes / plays that report play time',
    source: 'Revelator. Sources that report no play time are left out of the base.',
  }),
  blendedCostPerStream: micros({
    name: 'Blended cost per stream',
    numerator: 'spend',
    denominator: 'streams',
    zeroReason: 'no_streams',
    formula: 'spend / all streams of the window',
    source: 'Mixes organic streams in; it is no measure of what the ads caused.',
  }),
  blendedCostPerSave: micros({
    name: 'Blended cost per save',
    numerator: 'spend',
    denominator: 'saves',
    zeroReason: 'no_saves',
    formula: 'spend / all saves of the window',
    source: 'Elsewhere abbreviated CPS, which others use for cost per stream.',
  }),
} as const satisfies Record<string, CalculatedMetric>;

/**
 * What the samples tell: an artist with a small audience releases a track on a Friday and promotes it for eight weeks.
 * Everything here is invented.
 */
export const artist = 'Sample Artist';
export const account = 'Sample-Label';
export const currency = 'EUR';
export const seed = 20_251_107;

export const timeline = { first: '2025-02-01', last: '2026-03-07' };
export const releaseDay = '2025-11-07';
/** Days that the timeline export lacks, while the campaigns run. */
export const gap = { first: '2025-11-29', last: '2025-12-01' };
export const reporting = { first: '2025-10-20', last: '2025-12-14' };

export interface AdSet {
  name: string;
  /** Cents a day at full delivery. */
  dailyBudget: number;
  /** Cents for 1,000 impressions. */
  cpm: number;
  /** Link clicks for one impression. */
  linkRate: number;
}

export interface Campaign {
  name: string;
  first: string;
  last: string;
  resultIndicator: string;
  /** Results for one impression where the result is a view, for one link click where it is a visit. */
  resultRate: { of: 'impressions' | 'linkClicks'; rate: number };
  adSets: readonly AdSet[];
}

export const campaigns: readonly Campaign[] = [
  {
    name: 'Pre-release – Teaser clips',
    first: '2025-10-20',
    last: '2025-11-06',
    resultIndicator: 'actions:video_thruplay_watched_action',
    resultRate: { of: 'impressions', rate: 0.21 },
    adSets: [
      { name: 'Fans of similar artists', dailyBudget: 900, cpm: 412, linkRate: 0.0041 },
      { name: 'Broad 18–34', dailyBudget: 600, cpm: 288, linkRate: 0.0026 },
    ],
  },
  {
    name: 'Release week – Video views',
    first: '2025-11-07',
    last: '2025-11-20',
    resultIndicator: 'actions:video_thruplay_watched_action',
    resultRate: { of: 'impressions', rate: 0.27 },
    adSets: [
      { name: 'Fans of similar artists', dailyBudget: 1500, cpm: 455, linkRate: 0.0074 },
      { name: 'Lookalike of listeners', dailyBudget: 1200, cpm: 398, linkRate: 0.0066 },
      { name: 'Engaged with teaser', dailyBudget: 500, cpm: 731, linkRate: 0.0192 },
    ],
  },
  {
    name: 'Streaming – Smart link visits',
    first: '2025-11-07',
    last: '2025-12-14',
    resultIndicator: 'actions:landing_page_view',
    resultRate: { of: 'linkClicks', rate: 0.68 },
    adSets: [
      { name: 'Lookalike of listeners', dailyBudget: 1800, cpm: 624, linkRate: 0.0138 },
      { name: 'Interest: indie playlists', dailyBudget: 1000, cpm: 571, linkRate: 0.0109 },
      { name: 'Retargeting – Visitors 30 days', dailyBudget: 400, cpm: 987, linkRate: 0.0251 },
    ],
  },
];

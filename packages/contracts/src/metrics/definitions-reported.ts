import type { ReportedMetric } from './definitions.ts';

const meta = 'Meta Ads Manager';
const events = 'Own events';
const spotify = 'Spotify for Artists';
const sales = 'Sales reports';

function count(name: string, source: string): ReportedMetric & { unit: 'count'; additive: true } {
  return { name, unit: 'count', additive: true, source };
}

/** Distinct people: only the source can say the number for a longer period or a larger group. */
function people(name: string, source: string): ReportedMetric & { unit: 'count'; additive: false } {
  return { name, unit: 'count', additive: false, source };
}

function money(name: string, source: string): ReportedMetric & { unit: 'money'; additive: true } {
  return { name, unit: 'money', additive: true, source };
}

export const reportedMetrics = {
  // Delivery
  impressions: count('Impressions', meta),
  reach: people(
    'Reach',
    `${meta}. Distinct people of exactly the period asked; adding days or campaigns counts twice.`,
  ),
  reportedFrequency: {
    name: 'Frequency (as reported)',
    unit: 'ratio',
    additive: false,
    source: `${meta}. Kept beside the calculated frequency, which is what sums are built on.`,
  },
  spend: money('Amount spent', `${meta}. Exact as exported; up to 16 decimals in breakdowns.`),
  results: count('Results', `${meta}. What counts as a result depends on the objective; add only the same indicator.`),

  // Clicks
  clicks: count('Clicks (all)', `${meta}. Includes likes, expands and other taps.`),
  linkClicks: count('Link clicks', meta),
  outboundClicks: count('Outbound clicks', meta),
  uniqueClicks: people('Unique clicks (all)', meta),
  uniqueLinkClicks: people('Unique link clicks', meta),
  uniqueOutboundClicks: people('Unique outbound clicks', meta),
  landingPageViews: count('Landing page views', meta),
  instagramProfileVisits: count('Instagram profile visits', meta),

  // Conversions: each value belongs to the attribution setting that its fact carries
  conversions: count('Conversions', `${meta}, or a smart link's clicks to a streaming service.`),
  leads: count('Leads', meta),
  websiteLeads: count('Website leads', meta),
  formLeads: count('Leads (form)', `${meta}. Also exported as "On-Facebook leads" and "Meta leads".`),
  contacts: count('Contacts', meta),
  contentViews: count('Content views', meta),
  searches: count('Searches', meta),
  subscriptions: count('Subscriptions', meta),
  registrations: count('Registrations completed', meta),
  addsToCart: count('Adds to cart', meta),
  checkouts: count('Checkouts initiated', meta),
  purchases: count('Purchases', meta),
  websitePurchases: count('Website purchases', meta),
  purchaseValue: money('Purchases conversion value', `${meta}. Attributed revenue; absent without a pixel, not 0.`),
  websitePurchaseValue: money('Website purchases conversion value', meta),
  appInstalls: count('App installs', meta),
  messagingConversations: count('Messaging conversations started', meta),

  // Engagement
  pageEngagements: count('Page engagement', meta),
  postEngagements: count('Post engagements', meta),
  postReactions: count('Post reactions', meta),
  postComments: count('Post comments', meta),
  postSaves: count('Post saves', meta),
  postShares: count('Post shares', meta),
  follows: count('Follows or likes', `${meta}. Exported as "Page likes" before 2023.`),
  instagramFollows: count('Instagram follows', meta),
  photoViews: count('Photo views', meta),
  eventResponses: count('Event responses', meta),
  checkIns: count('Check-ins', meta),
  adRecallLift: people('Estimated ad recall lift (people)', meta),

  // Video
  videoPlays: count('Video plays', meta),
  videoPlays2s: count('2-second continuous video plays', meta),
  uniqueVideoPlays2s: people('Unique 2-second continuous video plays', meta),
  videoPlays3s: count('3-second video plays', meta),
  thruPlays: count('ThruPlays', `${meta}. Played to the end or for at least 15 seconds.`),
  videoPlays25: count('Video plays at 25%', meta),
  videoPlays50: count('Video plays at 50%', meta),
  videoPlays75: count('Video plays at 75%', meta),
  videoPlays95: count('Video plays at 95%', meta),
  videoPlays100: count('Video plays at 100%', meta),
  videoAveragePlayTime: { name: 'Video average play time', unit: 'seconds', additive: false, source: meta },

  // Streaming
  streams: count('Streams', `${spotify}: plays of at least 30 seconds. Days in UTC.`),
  listeners: people('Listeners', `${spotify}. Distinct people of the day or period.`),
  monthlyListeners: people('Monthly listeners', `${spotify}. Rolling 28 days up to the date.`),
  monthlyActiveListeners: people('Monthly active listeners', `${spotify}. Rolling 28 days up to the date.`),
  superListeners: people('Super listeners', `${spotify}. Rolling 28 days up to the date.`),
  followers: people('Followers', `${spotify}. A level at the end of the day, not a flow.`),
  saves: count('Saves', spotify),
  playlistAdds: count('Playlist adds', spotify),

  chartPosition: {
    name: 'Chart position',
    unit: 'count',
    additive: false,
    source: 'Spotify charts. A day without the track in the chart is unknown, not zero streams.',
  },

  // Sales
  units: count('Units', `${sales}. Streams and downloads as the store counts them; reversals are negative.`),
  earnings: money('Earnings', `${sales}. What the distributor pays; corrections are negative.`),

  // Own play events
  plays: count('Plays', `${events}. Every start of a play.`),
  playsUnder30s: count('Plays under 30 seconds', events),
  skips: count('Skips', `${events}. Plays that the listener ended before the track did.`),
  completes: count(
    'Completes',
    `${events}. Play time of at least 98 percent of the duration, to allow for cross-fades.`,
  ),
  playsWithPlaytime: count('Plays that report play time', `${events}. The base of the completion rate.`),

  // Money of the campaign as a whole
  totalCost: money('Total cost', 'Spend plus fees and creative cost, as the organization states them.'),
  revenue: money('Revenue', 'Revenue that the organization counts towards the campaign.'),
} as const satisfies Record<string, ReportedMetric>;

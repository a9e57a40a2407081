import type { ReportContent } from '@songtrackpro/contracts';

/** What a report of one day says. */
export const reportContent = (organizationId: string, campaignId: string): ReportContent => ({
  campaign: {
    id: campaignId,
    name: 'Release',
    status: 'active',
    startDate: '2026-01-01',
    endDate: null,
    budgetMinor: 100_000,
    currency: 'EUR',
  },
  organization: { id: organizationId, name: 'Label' },
  streamsOf: { kind: 'artist', id: campaignId, name: 'Sample Artist' },
  range: { from: '2026-01-01', to: '2026-01-02' },
  asOf: '2026-02-01T00:00:00.000Z',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  totals: {
    spend: { value: '0.0000000012345678', reason: null },
    impressions: { value: 91_386, reason: null },
    ctr: { value: 0.0082, reason: null },
    cpm: { value: 4_658_044, reason: null },
    reach: { value: null, reason: 'not_additive' },
  },
  days: [
    { date: '2026-01-01', state: 'provisional', values: { spend: { value: '425.60', reason: null } } },
    { date: '2026-01-02', state: null, values: { spend: { value: null, reason: 'unavailable' } } },
  ],
  locations: [{ country: 'DE', values: { impressions: { value: 0, reason: null } } }],
  demographics: [{ age: '18-24', gender: null, values: { impressions: { value: 3, reason: null } } }],
  goals: [
    {
      id: campaignId,
      type: 'streams',
      unit: 'streams',
      baseline: 0,
      target: 1000,
      dueDate: null,
      current: 500,
      reason: null,
      through: '2026-01-01',
      share: 0.5,
      status: 'behind',
    },
  ],
  roi: { roas: { value: null, reason: 'unavailable' } },
  quality: {
    missing: [
      {
        subject: { kind: 'artist', id: campaignId, name: 'Sample Artist' },
        of: 'streams',
        days: 1,
        ranges: [{ from: '2026-01-02', to: '2026-01-02' }],
      },
    ],
    provisional: { facts: 1, provisional: 1, share: 1 },
    sources: [
      {
        source: 'meta_ads_manager',
        importId: campaignId,
        fileName: 'campaigns.csv',
        sha256: null,
        observedAt: '2026-01-02T00:00:00.000Z',
        recordedAt: '2026-01-03T00:00:00.000Z',
        facts: 1,
        from: '2026-01-01',
        to: '2026-01-01',
      },
    ],
    flags: [{ code: 'days_missing', message: 'One day is unknown.' }],
    expiredBefore: null,
    zones: ['UTC'],
  },
});

import { expect, test } from 'vitest';
import type { ParsedFact } from './formats/index.ts';
import { settleState } from './settle-state.ts';

const fact = (values: ParsedFact['values'], more: Partial<ParsedFact> = {}): ParsedFact => ({
  line: 2,
  subject: { kind: 'target' },
  granularity: 'day',
  date: '2026-03-28',
  periodEnd: null,
  zone: null,
  currency: 'EUR',
  source: 'meta_ads_manager',
  breakdown: {},
  attribution: null,
  values,
  labels: {},
  warnings: [],
  ...more,
});
const at = (instant: string) => new Date(instant);

test('delivery is final from three o’clock of the next day on, in the ad account’s zone', () => {
  const delivered = fact({ spend: '1.00', impressions: 10, linkClicks: 1 });
  const state = (instant: string, zone: string | null) => settleState(delivered, zone, at(instant));
  // Berlin is an hour ahead of UTC on that night.
  expect(state('2026-03-29T01:59:59Z', 'Europe/Berlin')).toBe('provisional');
  expect(state('2026-03-29T02:00:00Z', 'Europe/Berlin')).toBe('final');
  expect(state('2026-03-29T09:59:59Z', 'America/Los_Angeles')).toBe('provisional');
  expect(state('2026-03-29T10:00:00Z', 'America/Los_Angeles')).toBe('final');
});

test('what a file of no zone delivers is final once that day is over everywhere', () => {
  const delivered = fact({ spend: '1.00' });
  expect(settleState(delivered, null, at('2026-03-29T14:59:59Z'))).toBe('provisional');
  expect(settleState(delivered, null, at('2026-03-29T15:00:00Z'))).toBe('final');
});

test('with conversions, and for a period its last day, it takes 28 days of the zone', () => {
  const converted = fact({ spend: '1.00', results: 3 }, { periodEnd: '2026-03-31', granularity: 'period' });
  const state = (instant: string) => settleState(converted, 'Europe/Berlin', at(instant));
  // The last day ends at midnight of summer time.
  expect(state('2026-04-28T21:59:59Z')).toBe('provisional');
  expect(state('2026-04-28T22:00:00Z')).toBe('final');
});

test('streams settle after 30 days of UTC, and a sales report is closed when it is issued', () => {
  const streams = fact({ streams: 5 }, { source: 'spotify_for_artists', zone: 'UTC' });
  expect(settleState(streams, 'UTC', at('2026-04-27T23:59:59Z'))).toBe('provisional');
  expect(settleState(streams, 'UTC', at('2026-04-28T00:00:00Z'))).toBe('final');
  expect(settleState(fact({ units: 5 }, { source: 'distrokid' }), null, at('2026-03-29T00:00:00Z'))).toBe('final');
});

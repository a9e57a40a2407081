import type { ParsedFact } from './formats/index.ts';

const dayMs = 24 * 3600 * 1000;

/**
 * Days after which a source no longer restates a fact. Meta: conversions are attributed and corrected for 28 days.
 * Charts and sales reports are closed when they are issued; what is corrected comes as a row of its own.
 * Spotify: plays made offline are counted when the device reconnects, up to 30 days later.
 */
const settledAfterDays: Record<ParsedFact['source'], number> = {
  // Never in a file; pushes settle as streams do.
  push: 30,
  meta_api: 28,
  meta_ads_manager: 28,
  spotify_for_artists: 30,
  spotify_charts: 0,
  distrokid: 0,
  tunecore: 0,
  symphonic: 0,
  believe: 0,
  ddex_dsr: 0,
  mapped_file: 28,
};

/** Whether a fact observed at this moment may still be restated by its source. */
export function settleState(fact: ParsedFact, observedAt: Date): 'provisional' | 'final' {
  const end = Date.parse(`${fact.periodEnd ?? fact.date}T23:59:59.999Z`);
  return observedAt.getTime() - end >= settledAfterDays[fact.source] * dayMs ? 'final' : 'provisional';
}

import {
  clockSkewMs,
  type EventClamp,
  type EventRefusal,
  longestPlaytimeMs,
  type PlayEvent,
} from '@songtrackpro/contracts';
import type { StreamingEvent } from '@songtrackpro/db';

/** What an event is judged by. */
export interface Surroundings {
  now: Date;
  /** Events before this instant are too late. */
  oldest: Date;
  /** Lengths of the tracks that the caller may see, in milliseconds, by id. */
  tracks: ReadonlyMap<string, number | null>;
  /** Campaigns that the caller may see. */
  campaigns: { has(id: string): boolean };
}

function refusalOf({ timestamp, trackId, campaignId }: PlayEvent, around: Surroundings): EventRefusal | null {
  const time = Date.parse(timestamp);
  if (time > around.now.getTime() + clockSkewMs) return 'in_the_future';
  if (time < around.oldest.getTime()) return 'too_late';
  if (!around.tracks.has(trackId)) return 'unknown_track';
  return campaignId === undefined || around.campaigns.has(campaignId) ? null : 'unknown_campaign';
}

/** A play time within its limits, and why it was changed. */
function clampPlaytime(
  { playtimeMs, durationMs, trackId }: PlayEvent,
  { tracks }: Surroundings,
): { playtimeMs: number | null; clamped: EventClamp[] } {
  if (playtimeMs === undefined) return { playtimeMs: null, clamped: [] };
  if (playtimeMs < 0) return { playtimeMs: 0, clamped: ['negative_playtime'] };
  const duration = durationMs ?? tracks.get(trackId) ?? null;
  if (duration !== null && playtimeMs > duration) return { playtimeMs: duration, clamped: ['playtime_over_duration'] };
  if (playtimeMs > longestPlaytimeMs) return { playtimeMs: longestPlaytimeMs, clamped: ['playtime_too_long'] };
  return { playtimeMs, clamped: [] };
}

/** An event as it is stored, or why it isn't. */
export function judgeEvent(
  event: PlayEvent,
  around: Surroundings,
): { event: StreamingEvent; clamped: EventClamp[] } | { refused: EventRefusal } {
  const refused = refusalOf(event, around);
  if (refused) return { refused };
  const { playtimeMs, clamped } = clampPlaytime(event, around);
  const {
    country = null,
    region = null,
    city = null,
    deviceType: type = null,
    os = null,
    playerVersion = null,
  } = event;
  return {
    clamped,
    event: {
      eventId: event.eventId,
      type: event.type,
      timestamp: new Date(event.timestamp),
      trackId: event.trackId,
      campaignId: event.campaignId ?? null,
      playtimeMs,
      durationMs: event.durationMs ?? null,
      sessionId: event.sessionId ?? null,
      location: { country, region, city },
      device: { type, platform: os, app: playerVersion },
      // The parser leaves fields in the order of the contract.
      said: JSON.stringify(event),
      clamped,
    },
  };
}

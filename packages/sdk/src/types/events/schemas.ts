// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';
import type { MetricValues } from '../metrics/schemas.ts';

export type DeviceType = 'phone' | 'tablet' | 'computer' | 'speaker' | 'tv' | 'console' | 'car' | 'wearable' | 'other';

export interface EventBatch {
  events: PlayEvent[];
}

export type EventClamp = 'negative_playtime' | 'playtime_over_duration' | 'playtime_too_long';

export interface EventCountList {
  /** In order of time; hours and days without events are left out. */
  rows: EventCountRow[];
  totals: MetricValues;
  /** When the oldest batch was received that is not counted yet; null where every stored event is counted. */
  uncountedSince: Instant | null;
}

export interface EventCountRow {
  /** First instant of the hour or day; null for the whole range. */
  start: Instant | null;
  /** Grouped by track; else null. */
  trackId: string | null;
  /** Grouped by campaign: null where events name none. */
  campaignId: string | null;
  /** Grouped by country: null where it is not known. */
  country: string | null;
  /** Grouped by type of device: null where it is not known. */
  deviceType: DeviceType | null;
  /** `play` events. */
  plays: number;
  /** `skip` events. */
  skips: number;
  /** `complete` events. */
  completes: number;
  /** Events that report a play time. */
  playsWithPlaytime: number;
  /** Events with a play time under 30 seconds. */
  playsUnder30s: number;
  /** Events with a play time of 30 seconds and more. */
  streams: number;
  playtimeMs: number;
}

export interface EventCountsInput {
  /** First day, in UTC. */
  from: CalendarDate;
  /** Last day, in UTC. */
  to: CalendarDate;
  /** Hours and days of UTC, or the whole range. */
  interval?: 'hour' | 'day' | 'all' | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId?: string | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId?: string | undefined;
  groupBy?: EventGrouping | undefined;
}

export type EventGrouping = 'track' | 'campaign' | 'country' | 'deviceType';

export interface EventReceipt {
  /** Events that are stored now and were not before. */
  stored: number;
  /** Events that had been stored already with the same content. */
  repeated: number;
  /** Events that are not stored; every other one is. */
  refused: {
    /** Place of the event in the batch, from 0. */
    index: number;
    eventId: string;
    reason: EventRefusal;
  }[];
  /** Events that are stored with a value put within its limits. */
  clamped: {
    /** Place of the event in the batch, from 0. */
    index: number;
    eventId: string;
    reasons: EventClamp[];
  }[];
}

export type EventRefusal = 'in_the_future' | 'too_late' | 'unknown_track' | 'unknown_campaign' | 'conflict';

export interface PlayEvent {
  /** Your own id; the same id with the same content is stored once. */
  eventId: string;
  type: PlayEventType;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId: string;
  /** When it happened, by the clock of the player. */
  timestamp: Instant;
  /** How long was played. Send it with the event that ends a play; with `play` only if no end will follow. */
  playtimeMs?: number | undefined;
  /** Length of the track as played. */
  durationMs?: number | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  country?: string | undefined;
  region?: string | undefined;
  city?: string | undefined;
  deviceType?: DeviceType | undefined;
  os?: string | undefined;
  playerVersion?: string | undefined;
  sessionId?: string | undefined;
}

/** `play`: a play began; `skip`: the listener ended it before the track did; `complete`: it went to the end. */
export type PlayEventType = 'play' | 'skip' | 'complete';

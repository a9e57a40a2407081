import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { MetricValues } from '../metrics/schemas.ts';
import { eventCountFields } from './counts.ts';

/** Most events of one call. */
export const eventBatchLimit = 1000;
/** How far a sender's clock may be ahead, in milliseconds. */
export const clockSkewMs = 5 * 60_000;
/** Longest play time that is believed where the track's length isn't known, in milliseconds. */
export const longestPlaytimeMs = 86_400_000;

export const PlayEventType = z.enum(['play', 'skip', 'complete']).meta({
  id: 'PlayEventType',
  description:
    '`play`: a play began; `skip`: the listener ended it before the track did; `complete`: it went to the end.',
});
export const DeviceType = z
  .enum(['phone', 'tablet', 'computer', 'speaker', 'tv', 'console', 'car', 'wearable', 'other'])
  .meta({ id: 'DeviceType' });

// The document store counts code points, and a lone surrogate is no text at all.
const name = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text without NUL');

/** One thing that a player says about one play. */
export const PlayEvent = z
  .object({
    eventId: name(128).describe('Your own id; the same id with the same content is stored once.'),
    type: PlayEventType,
    trackId: Id,
    timestamp: Instant.describe('When it happened, by the clock of the player.'),
    playtimeMs: z
      .int()
      .optional()
      .describe(
        'How long was played. Send it with the event that ends a play; with `play` only if no end will follow.',
      ),
    durationMs: z.int().min(1).max(longestPlaytimeMs).optional().describe('Length of the track as played.'),
    campaignId: Id.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capital letters')
      .optional()
      .describe('ISO 3166-1 alpha-2.'),
    region: name(200).optional(),
    city: name(200).optional(),
    deviceType: DeviceType.optional(),
    os: name(200).optional(),
    playerVersion: name(200).optional(),
    sessionId: name(128).optional(),
  })
  .meta({ id: 'PlayEvent' });
export type PlayEvent = z.infer<typeof PlayEvent>;

export const EventBatch = z
  .object({
    events: z
      .array(PlayEvent)
      .min(1, 'must have at least one event')
      .max(eventBatchLimit, `must not have more than ${eventBatchLimit} events; split the batch`),
  })
  .meta({ id: 'EventBatch' });

/** Why an event isn't stored. */
export const EventRefusal = z
  .enum(['in_the_future', 'too_late', 'unknown_track', 'unknown_campaign', 'conflict'])
  .meta({ id: 'EventRefusal' });
export type EventRefusal = z.infer<typeof EventRefusal>;

/** Why a value was put within its limits. */
export const EventClamp = z
  .enum(['negative_playtime', 'playtime_over_duration', 'playtime_too_long'])
  .meta({ id: 'EventClamp' });
export type EventClamp = z.infer<typeof EventClamp>;

const place = { index: z.int().describe('Place of the event in the batch, from 0.'), eventId: z.string() };

export const EventReceipt = z
  .object({
    stored: z.int().describe('Events that are stored now and were not before.'),
    repeated: z.int().describe('Events that had been stored already with the same content.'),
    refused: z
      .array(z.object({ ...place, reason: EventRefusal }))
      .describe('Events that are not stored; every other one is.'),
    clamped: z
      .array(z.object({ ...place, reasons: z.array(EventClamp) }))
      .describe('Events that are stored with a value put within its limits.'),
  })
  .meta({ id: 'EventReceipt' });

export const EventGrouping = z.enum(['track', 'campaign', 'country', 'deviceType']).meta({ id: 'EventGrouping' });

/** Most rows of one answer, and most hours of one question. */
export const eventRowLimit = 10_000;
export const longestHourlyDays = 31;
export const longestDailyDays = 731;

export const EventCountsInput = z
  .object({
    from: CalendarDate.describe('First day, in UTC.'),
    to: CalendarDate.describe('Last day, in UTC.'),
    interval: z.enum(['hour', 'day', 'all']).default('day').describe('Hours and days of UTC, or the whole range.'),
    trackId: Id.optional(),
    campaignId: Id.optional(),
    groupBy: EventGrouping.optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .meta({ id: 'EventCountsInput' });

export const EventCountRow = z
  .object({
    start: Instant.nullable().describe('First instant of the hour or day; null for the whole range.'),
    trackId: Id.nullable().describe('Grouped by track; else null.'),
    campaignId: Id.nullable().describe('Grouped by campaign: null where events name none.'),
    country: z.string().nullable().describe('Grouped by country: null where it is not known.'),
    deviceType: DeviceType.nullable().describe('Grouped by type of device: null where it is not known.'),
    ...eventCountFields,
  })
  .meta({ id: 'EventCountRow' });

export const EventCountList = z
  .object({
    rows: z.array(EventCountRow).describe('In order of time; hours and days without events are left out.'),
    totals: MetricValues.describe('Sums over the rows, and rates made of the sums.'),
    uncountedSince: Instant.nullable().describe(
      'When the oldest batch was received that is not counted yet; null where every stored event is counted.',
    ),
  })
  .meta({ id: 'EventCountList' });

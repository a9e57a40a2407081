import { mutation, query } from '../core/procedure.ts';
import { EventBatch, EventCountList, EventCountsInput, EventReceipt } from './schemas.ts';

const id = '01930000-0000-7000-8000-000000000000';

export const events = {
  ingest: mutation({
    permission: 'events:write',
    counts: 'eventsPerMonth',
    input: EventBatch,
    output: EventReceipt,
    errors: ['plan_limit'],
    http: { method: 'POST', path: '/v1/events' },
    weight: 5,
    summary: 'Send play events',
    description:
      'Up to 1,000 plays, skips and completes. What is answered is stored. The same id with the same content is a no-op, with another content refused as `conflict`. Where too much is under way the answer is `rate_limited`: send the batch again after the time it names.',
    example: {
      events: [
        { eventId: 'p-1', type: 'complete', trackId: id, timestamp: '2026-03-01T09:30:00.000Z', playtimeMs: 180000 },
      ],
    },
  }),
  counts: query({
    permission: 'metrics:read',
    shows: 'history',
    input: EventCountsInput,
    output: EventCountList,
    errors: ['not_found', 'plan_limit'],
    http: { method: 'GET', path: '/v1/events/counts' },
    weight: 2,
    summary: 'Count play events',
    description:
      'Plays, skips, completes and streams by hour or day, for a track, a campaign or all tracks that the caller may see. Counted from roll-ups that equal a recount of the events.',
    example: { from: '2026-03-01', to: '2026-03-31', interval: 'day' },
  }),
};

import type { contract, EventRefusal } from '@songtrackpro/contracts';
import { addUse, findSubjectNames, findTrackDurations, oldestCountable, recordStreamingEvents } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { assertEventsLeft } from '../core/limits/plan-room.ts';
import { judgeEvent, type Surroundings } from './judge-event.ts';

export const ingestEvents: Verb<typeof contract.events.ingest> = async (ctx, { events }) => {
  const { db } = ctx.services.documents;
  const campaignIds = [...new Set(events.flatMap(({ campaignId }) => campaignId ?? []))];
  const around: Surroundings = {
    now: ctx.now,
    oldest: oldestCountable(db, ctx.organizationId, ctx.now) ?? new Date(0),
    tracks: await findTrackDurations(ctx.tx, [...new Set(events.map(({ trackId }) => trackId))]),
    campaigns: await findSubjectNames(ctx.tx, 'campaign', campaignIds),
  };
  const judged = events.map((event, index) => {
    const { eventId } = event;
    return { index, eventId, ...judgeEvent(event, around) };
  });
  const accepted = judged.flatMap((one) => ('event' in one ? [one] : []));
  const kept = accepted.map(({ event }) => event);
  await assertEventsLeft(ctx, kept.length);
  const { stored, conflicts } = await recordStreamingEvents(db, ctx.organizationId, kept, ctx.now);
  await addUse(ctx.tx, 'events', stored, ctx.now);
  const refused = judged.flatMap((one): { index: number; eventId: string; reason: EventRefusal }[] => {
    const { index, eventId } = one;
    if ('refused' in one) return [{ index, eventId, reason: one.refused }];
    return conflicts.has(one.event) ? [{ index, eventId, reason: 'conflict' }] : [];
  });
  const repeated = accepted.length - stored - conflicts.size;
  ctx.audit({
    resource: { kind: 'organization', id: ctx.organizationId },
    before: null,
    after: { storedEvents: stored, repeatedEvents: repeated, refusedEvents: refused.length },
  });
  const clamped = accepted
    .filter((one) => one.clamped.length > 0 && !conflicts.has(one.event))
    .map(({ index, eventId, clamped: reasons }) => ({ index, eventId, reasons }));
  return { stored, repeated, refused, clamped };
};

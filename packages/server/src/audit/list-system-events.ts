import type { contract } from '@songtrackpro/contracts';
import { inspectSystemEvents, listSystemEvents as listOwn } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

const dayMs = 86_400_000;

export const listSystemEvents: Verb<typeof contract.audit.listSystemEvents> = (ctx, input) => {
  const { services, path, actor, now } = ctx;
  const { organizationId, kind, level } = input;
  const to = input.to === undefined ? now : new Date(input.to);
  const from = input.from === undefined ? new Date(to.getTime() - dayMs) : new Date(input.from);
  const { db } = services.documents;
  // The list belongs to no organization, so its cursors are bound to the person.
  return readPage({ services, path, organizationId: actor.user.id }, input, async (request) => {
    const query = { ...request, kind, level, from, to };
    const page = await (organizationId === undefined
      ? inspectSystemEvents(db, query)
      : listOwn(db, organizationId, query));
    return {
      items: page.items.map(({ timestamp, ...event }) => ({ ...event, at: timestamp.toISOString() })),
      next: page.next,
    };
  });
};

import type { contract } from '@songtrackpro/contracts';
import { listIdentityEvents } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const listEvents: Verb<typeof contract.identity.listEvents> = async (ctx, { limit, cursor }) => {
  const { services, actor, path } = ctx;
  // A cursor belongs to the person, who may be in several organizations or none.
  const scope = { organizationId: actor.user.id, list: path };
  const after = cursor === undefined ? null : services.cursors.decode(cursor, scope);
  const page = await listIdentityEvents(services.postgres, actor.user.id, { limit, after });
  const items = page.items.map(({ requestId: _, ...event }) => event);
  return { items, nextCursor: page.next === null ? null : services.cursors.encode(page.next, scope) };
};

import type { contract } from '@songtrackpro/contracts';
import { listPreferences, savePreferences } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { personOf } from './person-of.ts';

export const readPreferences: Verb<typeof contract.notifications.preferences> = async (ctx) => ({
  preferences: await listPreferences(ctx.tx, personOf(ctx)),
});

export const setPreferences: Verb<typeof contract.notifications.setPreferences> = async (ctx, input) => {
  const userId = personOf(ctx);
  const before = await listPreferences(ctx.tx, userId);
  await savePreferences(ctx.tx, { organizationId: ctx.organizationId, userId }, input.preferences);
  const preferences = await listPreferences(ctx.tx, userId);
  ctx.audit({
    resource: { kind: 'member', id: userId },
    before: { notificationPreferences: before },
    after: { notificationPreferences: preferences },
  });
  return { preferences };
};

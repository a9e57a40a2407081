import type { contract } from '@songtrackpro/contracts';
import { insertAudience } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { checkAdAccount } from './check-ad-account.ts';

export const createAudience: Verb<typeof contract.audiences.create> = async (ctx, input) => {
  const { name, kind, criteria = null, adAccountId = null, externalId = null } = input;
  if (adAccountId !== null) await checkAdAccount(ctx, adAccountId);
  const audience = await insertAudience(ctx.tx, {
    organizationId: ctx.organizationId,
    name,
    kind,
    criteria: { version: 1, root: criteria },
    adAccountId,
    externalId,
    createdBy: ctx.actor.kind === 'user' ? ctx.actor.user.id : null,
    ...(kind === 'list' && { people: 0, peopleAsOf: ctx.now.toISOString() }),
  });
  ctx.audit({ resource: { kind: 'audience', id: audience.id }, before: null, after: audience });
  return audience;
};

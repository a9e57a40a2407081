import type { contract } from '@songtrackpro/contracts';
import { deleteOrganization as markOrganization, restorableUntil } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import { endingQueue } from '../../core/billing-settings.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadOrganization } from '../load.ts';
import { lockTeam } from '../members/lock-team.ts';

export const deleteOrganization: Verb<typeof contract.organizations.delete> = async (ctx, { slug }) => {
  await lockTeam(ctx, 'organizations:delete');
  const before = await loadOrganization(ctx);
  if (before.slug !== slug) {
    throw new AppError('conflict', {
      message: 'This is not the slug of the organization that you are about to delete. Send its own slug to confirm.',
      details: { field: 'slug' },
    });
  }
  await markOrganization(ctx.tx, ctx.organizationId);
  const { organizationId, services, tx } = ctx;
  // Nobody pays for what nobody can use.
  if (services.billing.stripe !== null) await services.jobs.send(endingQueue, { organizationId }, { tx });
  ctx.audit({ resource: { kind: 'organization', id: organizationId }, before, after: null });
  const until = restorableUntil(ctx.now, ctx.services.keepDeletedDays);
  return { id: ctx.organizationId, restorableUntil: until.toISOString() };
};

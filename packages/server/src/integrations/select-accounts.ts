import type { contract } from '@songtrackpro/contracts';
import { chooseAccounts, lockSubjects } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { holdIntegration, loadIntegration } from './load.ts';
import { syncChosen } from './sync-chosen.ts';

export const selectAccounts: Verb<typeof contract.integrations.selectAccounts> = async (ctx, { id, externalIds }) => {
  const { organizationId, tx } = ctx;
  await lockSubjects(tx, organizationId);
  const before = await holdIntegration(ctx, id);
  const unknown = await chooseAccounts(tx, { organizationId, integrationId: id }, externalIds);
  if (unknown.length > 0) {
    throw new AppError('conflict', {
      message: 'The connection doesn’t offer these ad accounts. `accounts` of the connection lists what it offers.',
      details: { externalIds: unknown },
    });
  }
  const after = await loadIntegration(ctx, id);
  await syncChosen(ctx, after, before);
  ctx.audit({ resource: { kind: 'integration', id }, before, after });
  return after;
};

import type { contract } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { connectorOf } from './grants/connectors.ts';
import { loadIntegration } from './load.ts';
import { healthOf } from './show-health.ts';
import { syncChosen } from './sync-chosen.ts';

export const syncNow: Verb<typeof contract.integrations.syncNow> = async (ctx, { id }) => {
  const connection = await loadIntegration(ctx, id);
  connectorOf(ctx.services, connection.provider);
  const adAccountIds = await syncChosen(ctx, connection);
  if (adAccountIds.length === 0) {
    const { status, nextStep } = connection;
    const isConnected = status === 'connected' || status === 'error';
    throw new AppError('conflict', {
      message: isConnected
        ? 'No ad account is chosen. Choose some with `integrations.selectAccounts`.'
        : `The connection can’t be asked. ${nextStep ?? ''}`.trim(),
      details: { status },
    });
  }
  ctx.audit({ resource: { kind: 'integration', id }, before: null, after: { syncOf: adAccountIds } });
  return healthOf(ctx, id);
};

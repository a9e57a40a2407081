import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { finishConnection } from './connect/finish-connection.ts';
import { startConnection } from './connect/start-connection.ts';
import { disconnectIntegration } from './disconnect.ts';
import { getIntegration } from './get-integration.ts';
import { listIntegrations } from './list-integrations.ts';
import { selectAccounts } from './select-accounts.ts';
import { showHealth } from './show-health.ts';
import { syncNow } from './sync-now.ts';

export const integrationsEndpoints = implement('integrations', contract.integrations, {
  list: listIntegrations,
  get: getIntegration,

  connect: startConnection,
  callback: finishConnection,
  selectAccounts,
  disconnect: disconnectIntegration,

  syncNow,
  health: showHealth,
});

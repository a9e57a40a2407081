import type { contract } from '@songtrackpro/contracts';
import { forgetConnection } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

import { holdIntegration, loadIntegration } from './load.ts';
import { handInRevocation } from './tokens/revoke-access.ts';

export const disconnectIntegration: Verb<typeof contract.integrations.disconnect> = async (ctx, { id }) => {
  const before = await holdIntegration(ctx, id);
  await handInRevocation(ctx, before);
  await forgetConnection(ctx.tx, { organizationId: ctx.organizationId, id }, 'member_disconnected');
  const after = await loadIntegration(ctx, id);
  ctx.audit({ resource: { kind: 'integration', id }, before, after });
  return after;
};

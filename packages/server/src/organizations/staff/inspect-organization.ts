import type { contract } from '@songtrackpro/contracts';
import { inspectHealth, inspectState } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { noSuchOrganization } from '../load.ts';

export const inspectOrganization: Verb<typeof contract.organizations.inspect> = async (ctx, { id }) => {
  const state = await inspectState(ctx.services.postgres, id);
  if (!state) throw noSuchOrganization(id);
  const health = await ctx.inOrganization(id, (inner) => inspectHealth(inner.tx));
  return { ...state, health };
};

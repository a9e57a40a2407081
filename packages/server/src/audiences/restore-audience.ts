import type { contract } from '@songtrackpro/contracts';
import { restoreAudience as unmarkAudience } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { loadAudience, noSuchAudience } from './load.ts';

export const restoreAudience: Verb<typeof contract.audiences.restore> = async (ctx, { id }) => {
  if (!(await unmarkAudience(ctx.tx, id))) throw noSuchAudience(id);
  const after = await loadAudience(ctx, id);
  ctx.audit({ resource: { kind: 'audience', id }, before: null, after });
  return after;
};

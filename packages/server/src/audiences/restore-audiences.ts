import type { contract } from '@songtrackpro/contracts';
import { restoreAudiences as unmarkAudiences } from '@songtrackpro/db';
import { auditMarks, bulkResult } from '../core/bulk.ts';
import type { Verb } from '../core/endpoint.ts';

export const restoreAudiences: Verb<typeof contract.audiences.restoreMany> = async (ctx, { ids }) => {
  const restored = await unmarkAudiences(ctx.tx, ids);
  auditMarks(ctx, 'audience', restored, 'restored');
  return bulkResult(
    ids,
    restored.map(({ id }) => id),
  );
};

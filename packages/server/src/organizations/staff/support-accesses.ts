import type { contract } from '@songtrackpro/contracts';
import { endSupportAccess as end, findSupportAccess, listSupportAccesses as readAccesses } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listSupportAccesses: Verb<typeof contract.organizations.listSupportAccesses> = (ctx, input) =>
  readPage(ctx, input, (request) => readAccesses(ctx.tx, request));

export const endSupportAccess: Verb<typeof contract.organizations.endSupportAccess> = async (ctx, { id }) => {
  const before = await findSupportAccess(ctx.tx, id);
  const after = await end(ctx.tx, id);
  if (!after)
    throw new AppError('not_found', {
      message: 'There is no such support access in this organization.',
      details: { entity: 'supportAccess', id },
    });
  ctx.audit({ resource: { kind: 'supportAccess', id }, before, after });
  return after;
};

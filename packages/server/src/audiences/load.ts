import type { Audience } from '@songtrackpro/contracts';
import { findAudience } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

export const noSuchAudience = (id: string): AppError =>
  new AppError('not_found', { message: 'There is no such audience.', details: { entity: 'audience', id } });

/** The organization's audience of this id, or `not_found`; with `forUpdate` held until the transaction ends. */
export async function loadAudience(
  ctx: Pick<Context, 'tx'>,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Audience> {
  const audience = await findAudience(ctx.tx, id, options);
  if (!audience) throw noSuchAudience(id);
  return audience;
}

import { findAdAccount } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** Refuses an ad account that isn't the organization's own. */
export async function checkAdAccount(ctx: Pick<Context, 'tx'>, id: string): Promise<void> {
  if ((await findAdAccount(ctx.tx, id)) !== null) return;
  throw new AppError('not_found', { message: 'There is no such ad account.', details: { entity: 'adAccount', id } });
}

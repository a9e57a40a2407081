import type { ApiKey } from '@songtrackpro/contracts';
import { findApiKey } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The organization's key of this id, or `not_found`. */
export async function loadApiKey(ctx: Pick<Context, 'tx' | 'now'>, id: string): Promise<ApiKey> {
  const apiKey = await findApiKey(ctx.tx, id, ctx.now);
  if (!apiKey) {
    throw new AppError('not_found', { message: 'There is no such API key.', details: { entity: 'apiKey', id } });
  }
  return apiKey;
}

/** What the audit tells of a key: everything but how it is used, which is no change of anybody's. */
export function audited({ useCount: _, lastUsedAt: __, status: ___, ...rest }: ApiKey): object {
  return rest;
}

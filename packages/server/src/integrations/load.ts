import type { Integration } from '@songtrackpro/contracts';
import { findIntegration, lockIntegration, type TenantTransaction } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';

const missing = (id: string) =>
  new AppError('not_found', { message: 'There is no such connection.', details: { entity: 'integration', id } });

/** The organization's connection of this id, or `not_found`. */
export async function loadIntegration(ctx: { tx: TenantTransaction }, id: string): Promise<Integration> {
  const found = await findIntegration(ctx.tx, id);
  if (!found) throw missing(id);
  return found;
}

/** The same, held until the transaction ends. */
export async function holdIntegration(ctx: { tx: TenantTransaction }, id: string): Promise<Integration> {
  const found = await lockIntegration(ctx.tx, id);
  if (!found) throw missing(id);
  return found;
}

import type { Audience } from '@songtrackpro/contracts';
import { type AudienceChanges, updateAudience } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import { loadAudience } from './load.ts';

/** Changes an audience if it still has the version that was read, and records what changed. */
export async function writeAudience(
  ctx: Context,
  { before, version, changes }: { before: Audience; version: number; changes: AudienceChanges },
): Promise<Audience> {
  const { id } = before;
  const after = await updateAudience(ctx.tx, id, version, changes);
  if (!after) throw new AppError('stale_version', { details: { current: await loadAudience(ctx, id) } });
  ctx.audit({ resource: { kind: 'audience', id }, before, after });
  return after;
}

import type { DuplicateDismissal } from '@songtrackpro/contracts';
import { deleteDismissal, findDismissal, insertDismissal, type MergeKind } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

interface Found {
  kind: MergeKind;
  /** Both are there, and seen by who asks. */
  ids: [string, string];
}

/** The older one first: ids grow with time. */
const answer = ({ ids }: Found, dismissedAt: string | null): DuplicateDismissal => ({
  ids: ids.toSorted(),
  dismissedAt,
});

function note(ctx: Context, found: Found, before: string | null, after: string | null): void {
  const { kind, ids } = found;
  const change = (dismissedAt: string | null) => ({ notDuplicateOf: ids[1], dismissedAt });
  ctx.audit({ resource: { kind, id: ids[0] }, before: change(before), after: change(after) });
}

/** Keeps that a pair is none; saying so again changes nothing. */
export async function dismissPair(ctx: Context, found: Found): Promise<DuplicateDismissal> {
  const { kind, ids } = found;
  const before = await findDismissal(ctx.tx, kind, ids);
  await insertDismissal(ctx.tx, { organizationId: ctx.organizationId, kind, pair: ids, at: ctx.now });
  const after = await findDismissal(ctx.tx, kind, ids);
  note(ctx, found, before, after);
  return answer(found, after);
}

export async function undoDismissPair(ctx: Context, found: Found): Promise<DuplicateDismissal> {
  const { kind, ids } = found;
  const before = await findDismissal(ctx.tx, kind, ids);
  if (before === null)
    throw new AppError('not_found', {
      message: 'This pair was not dismissed.',
      details: { entity: 'duplicateDismissal', ids },
    });
  await deleteDismissal(ctx.tx, kind, ids);
  note(ctx, found, before, null);
  return answer(found, null);
}

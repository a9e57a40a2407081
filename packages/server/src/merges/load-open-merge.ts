import { findMerge, findMergeOf, type MergeKind, type MergeRecord } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** A merge that can be undone: there, and not undone yet. */
export async function loadOpenMerge(ctx: Pick<Context, 'tx'>, kind: MergeKind, id: string): Promise<MergeRecord> {
  const merge = await findMerge(ctx.tx, kind, id);
  if (!merge) throw new AppError('not_found', { message: 'There is no such merge.', details: { entity: 'merge', id } });
  if (merge.undoneAt === null) return merge;
  throw new AppError('conflict', { message: 'This merge was undone already.', details: { undoneAt: merge.undoneAt } });
}

/** The one that stayed. Undoing goes backwards: it that stayed must not have been merged away or deleted since. */
export async function loadInto<Thing>(
  ctx: Pick<Context, 'tx'>,
  { kind, intoId }: MergeRecord,
  find: (tx: Context['tx'], id: string) => Promise<Thing | null>,
): Promise<Thing> {
  const into = await find(ctx.tx, intoId);
  if (into) return into;
  const later = await findMergeOf(ctx.tx, kind, intoId);
  const message = later
    ? `The ${kind} that stayed was merged into another one later. Undo that merge first.`
    : `The ${kind} that stayed is deleted. Restore it first.`;
  throw new AppError('conflict', { message, details: later ? { mergeId: later.id } : { deleted: intoId } });
}

import type { Merge } from '@songtrackpro/contracts';
import { findMergeOf, findSubjectNames, type MergeKind, type MergeRecord } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

export async function toMergeAnswers(
  ctx: Pick<Context, 'tx'>,
  kind: MergeKind,
  merges: readonly MergeRecord[],
): Promise<Merge[]> {
  const ids = new Set(merges.flatMap(({ fromId, intoId }) => [fromId, intoId]));
  const names = await findSubjectNames(ctx.tx, kind, [...ids]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return merges.map((merge) => ({
    id: merge.id,
    from: named(merge.fromId),
    into: named(merge.intoId),
    mergedAt: merge.mergedAt,
    undoneAt: merge.undoneAt,
    movedCampaigns: merge.movedCampaignIds.length,
    movedTracks: merge.movedTrackIds.length,
    filled: Object.keys(merge.filled),
  }));
}

export async function toMergeAnswer(ctx: Pick<Context, 'tx'>, merge: MergeRecord): Promise<Merge> {
  const [answer] = await toMergeAnswers(ctx, merge.kind, [merge]);
  if (!answer) throw new Error('one merge was given');
  return answer;
}

/** That an artist or track isn't there; where it was merged into another one, with that one's id. */
export async function missing(ctx: Pick<Context, 'tx'>, kind: MergeKind, id: string): Promise<AppError> {
  const merge = await findMergeOf(ctx.tx, kind, id);
  if (!merge) return new AppError('not_found', { message: `There is no such ${kind}.`, details: { entity: kind, id } });
  return new AppError('not_found', {
    message: `This ${kind} was merged into another one; \`details.mergedInto\` says which.`,
    details: { entity: kind, id, mergedInto: merge.intoId },
  });
}

/** Refuses to work on what is merged away, and says where it is now. */
export async function assertNotMerged(ctx: Pick<Context, 'tx'>, kind: MergeKind, id: string): Promise<void> {
  const merge = await findMergeOf(ctx.tx, kind, id);
  if (!merge) return;
  throw new AppError('conflict', {
    message: `This ${kind} was merged into another one. Work with that one, or undo the merge first.`,
    details: { mergedInto: merge.intoId, mergeId: merge.id },
  });
}

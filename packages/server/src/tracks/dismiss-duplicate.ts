import type { contract } from '@songtrackpro/contracts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { dismissPair, undoDismissPair } from '../merges/index.ts';
import { loadTrack } from './load.ts';

async function pairOf(ctx: Context, input: { id: string; otherId: string }) {
  const [one, other] = [await loadTrack(ctx, input.id), await loadTrack(ctx, input.otherId)];
  const ids: [string, string] = [one.id, other.id];
  return { kind: 'track' as const, ids };
}

export const dismissDuplicateTrack: Verb<typeof contract.tracks.dismissDuplicate> = async (ctx, input) =>
  dismissPair(ctx, await pairOf(ctx, input));

export const undoDismissDuplicateTrack: Verb<typeof contract.tracks.undoDismissDuplicate> = async (ctx, input) =>
  undoDismissPair(ctx, await pairOf(ctx, input));

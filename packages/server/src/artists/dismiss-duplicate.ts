import type { contract } from '@songtrackpro/contracts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { dismissPair, undoDismissPair } from '../merges/index.ts';
import { loadArtist } from './load.ts';

async function pairOf(ctx: Context, input: { id: string; otherId: string }) {
  const [one, other] = [await loadArtist(ctx, input.id), await loadArtist(ctx, input.otherId)];
  const ids: [string, string] = [one.id, other.id];
  return { kind: 'artist' as const, ids };
}

export const dismissDuplicateArtist: Verb<typeof contract.artists.dismissDuplicate> = async (ctx, input) =>
  dismissPair(ctx, await pairOf(ctx, input));

export const undoDismissDuplicateArtist: Verb<typeof contract.artists.undoDismissDuplicate> = async (ctx, input) =>
  undoDismissPair(ctx, await pairOf(ctx, input));

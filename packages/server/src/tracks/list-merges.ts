import type { contract } from '@songtrackpro/contracts';
import { listMerges } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { toMergeAnswers } from '../merges/index.ts';

export const listTrackMerges: Verb<typeof contract.tracks.listMerges> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const page = await listMerges(ctx.tx, 'track', request);
    return { ...page, items: await toMergeAnswers(ctx, 'track', page.items) };
  });

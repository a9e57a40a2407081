import type { contract } from '@songtrackpro/contracts';
import { listInsights } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { loadAudience } from '../load.ts';
import { breakDown } from './break-down.ts';

export const readInsights: Verb<typeof contract.audiences.insights> = async (ctx, input) => {
  const { id, from, to, dimension, source } = input;
  await loadAudience(ctx, id);
  return readPage(ctx, input, async (request) => {
    const page = await listInsights(ctx.tx, request, { audienceId: id, from, to, dimension, source });
    const items = page.items.map(({ segments, ...insight }) => ({
      ...insight,
      breakdowns: breakDown(insight.dimension, segments.segments),
    }));
    return { items, next: page.next };
  });
};

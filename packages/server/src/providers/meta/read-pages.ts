import type { z } from 'zod';
import { ProviderError } from '../provider-error.ts';
import type { Graph, GraphCall, MetaAccess } from './graph.ts';
import { pageOf } from './schemas.ts';

/** More pages than any list has that is asked for in this size. */
const mostPages = 10_000;

export interface Page<Item> {
  data: Item[];
  /** Sums over all pages, where they were asked for. */
  summary: Record<string, unknown> | undefined;
}

/**
 * The pages of a list by cursor. Meta's `next` is never followed, as it carries the token in its address; it only says
 * whether there is more.
 *
 * @throws ProviderError `repeated_page` where a cursor leads back to where it came from, or nowhere
 */
export async function* readPages<Item extends z.ZodType>(
  graph: Graph,
  access: MetaAccess,
  item: Item,
  call: GraphCall,
): AsyncGenerator<Page<z.infer<Item>>> {
  const page = pageOf(item);
  let after: string | undefined;
  const seen = new Set<string>();
  for (let count = 0; count < mostPages; count += 1) {
    const parameters = { limit: '500', ...call.parameters, ...(after !== undefined && { after }) };
    const { data, paging, summary } = await graph.call(access, page, { ...call, parameters });
    const next = paging?.cursors?.after;
    const more = paging?.next !== undefined;
    yield { data, summary };
    if (!more) return;
    if (next === undefined || seen.has(next)) break;
    seen.add(next);
    after = next;
  }
  throw new ProviderError({
    provider: 'meta',
    kind: 'transient',
    reason: 'repeated_page',
    message: `The pages of ${call.path} lead in a circle or nowhere: the next one has been read or isn't named.`,
  });
}

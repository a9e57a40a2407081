import type { z } from 'zod';
import { ProviderError } from '../provider-error.ts';
import type { Graph, GraphCall, HeaderListener } from './graph.ts';
import { pageOf } from './schemas.ts';

/** More pages than any list has that is asked for in this size. */
const mostPages = 10_000;

/**
 * The pages of a list by cursor. Meta's `next` is never followed, as it carries the token in its address; it only says
 * whether there is more.
 *
 * @throws ProviderError `repeated_page` where a cursor leads back to where it came from, or nowhere
 */
export async function* readPages<Item extends z.ZodType>(
  graph: Graph,
  token: () => Promise<string>,
  item: Item,
  call: GraphCall,
  { after: start, onHeaders }: { after?: string | undefined; onHeaders?: HeaderListener | undefined } = {},
): AsyncGenerator<{ data: z.infer<Item>[]; after: string | null }> {
  const page = pageOf(item);
  let after = start;
  const seen = new Set(after === undefined ? [] : [after]);
  for (let count = 0; count < mostPages; count += 1) {
    const parameters = { limit: '500', ...call.parameters, ...(after !== undefined && { after }) };
    const { data, paging } = await graph.call(await token(), page, { ...call, parameters }, onHeaders);
    const next = paging?.cursors?.after;
    const more = paging?.next !== undefined;
    yield { data, after: more ? (next ?? null) : null };
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

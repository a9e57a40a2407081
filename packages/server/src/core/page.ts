import type { Page } from '@songtrackpro/db';
import type { Context } from './context.ts';

interface PagedInput {
  limit: number;
  cursor?: string | undefined;
  [filter: string]: unknown;
}

/** Reads one page: opens the cursor, which is bound to the list and its filters, and closes the next one. */
export async function readPage<T>(
  ctx: Pick<Context, 'organizationId' | 'path' | 'services'>,
  input: PagedInput,
  read: (request: { limit: number; after: string | null }) => Promise<Page<T>>,
): Promise<{ items: T[]; nextCursor: string | null }> {
  const { limit, cursor, ...filters } = input;
  const scope = { organizationId: ctx.organizationId, list: JSON.stringify([ctx.path, filters]) };
  const after = cursor === undefined ? null : ctx.services.cursors.decode(cursor, scope);
  const page = await read({ limit, after });
  return { items: page.items, nextCursor: page.next === null ? null : ctx.services.cursors.encode(page.next, scope) };
}

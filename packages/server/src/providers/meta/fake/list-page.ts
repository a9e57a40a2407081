import { GraphRefusal } from './graph-errors.ts';

const cursorAt = (offset: number) => Buffer.from(`o${offset}`).toString('base64url');

function offsetOf(cursor: string): number {
  const offset = /^o(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (offset === undefined) throw new GraphRefusal({ code: 100, message: '(#100) Invalid cursors values' });
  return Number(offset);
}

/** Where the next page is said to be: as Meta's does, it carries the token, and must not be followed. */
function nextOf(url: string, after: string): string {
  const next = new URL(url);
  next.searchParams.set('access_token', 'EAAleaked');
  next.searchParams.set('after', after);
  return next.href;
}

/** One page of a list in Meta's envelope. */
export function pageOfList<Item>(
  url: string,
  items: readonly Item[],
  { limit = '25', after }: Record<string, string>,
): { data: Item[]; paging?: { cursors: { before: string; after: string }; next?: string } } {
  const start = after === undefined ? 0 : offsetOf(after);
  const end = start + Math.max(1, Number(limit) || 25);
  const data = items.slice(start, end);
  if (data.length === 0) return { data };
  const cursors = { before: cursorAt(start), after: cursorAt(Math.min(end, items.length)) };
  return { data, paging: { cursors, ...(end < items.length && { next: nextOf(url, cursors.after) }) } };
}

import { z } from 'zod';

export const pageSizeLimit = 200;

/** Input of every list: how many rows, and where the page before ended. */
export const PageInput = z.object({
  limit: z.int().min(1).max(pageSizeLimit).default(50).describe('Rows in one page, 1 to 200.'),
  cursor: z.string().min(1).max(1024).optional().describe('`nextCursor` of the page before; opaque and signed.'),
});

/** A page of a list; `nextCursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Cursor of the next page; null on the last one.'),
  });
}

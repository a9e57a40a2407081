import type { contract } from '@songtrackpro/contracts';
import { listAuditEvents } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { csvHeader, csvRow } from './csv-row.ts';
import { toAuditEntry } from './load.ts';

/** Entries that are read at once; with the largest possible entries a page holds no more than these in memory. */
const batch = 50;
/** A page ends after the entry that reaches so many characters. */
const pageLength = 2_000_000;

export const exportAudit: Verb<typeof contract.audit.export> = (ctx, input) =>
  readPage(ctx, input, async ({ limit, after }) => {
    const { format, cursor: _, ...filter } = input;
    const lines = format === 'csv' && after === null ? [csvHeader] : [];
    const toLine = format === 'csv' ? csvRow : JSON.stringify;
    let [length, left, next] = [0, limit, after];
    do {
      const request = { ...filter, limit: Math.min(batch, left), after: next };
      const page = await listAuditEvents(ctx.services.documents.db, ctx.organizationId, request);
      for (const event of page.items) {
        const line = toLine(toAuditEntry(event));
        lines.push(line);
        length += line.length;
      }
      left -= page.items.length;
      next = page.next;
    } while (next !== null && left > 0 && length < pageLength);
    return { items: lines, next };
  });

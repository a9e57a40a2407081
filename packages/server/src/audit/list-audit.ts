import type { AuditEntry, contract } from '@songtrackpro/contracts';
import { type AuditEvent, listAuditEvents } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

function toAuditEntry({ changes, ...event }: AuditEvent): AuditEntry {
  return {
    ...event,
    changes: changes.map(({ field, before, after }) => ({ field, before: parsed(before), after: parsed(after) })),
  };
}

export const listAudit: Verb<typeof contract.audit.list> = (ctx, input) =>
  readPage(ctx, input, async ({ limit, after }) => {
    const { action, resourceId, from, to } = input;
    const filter = { action, resourceId, from, to };
    const page = await listAuditEvents(ctx.services.documents.db, ctx.organizationId, { limit, after, ...filter });
    return { items: page.items.map(toAuditEntry), next: page.next };
  });

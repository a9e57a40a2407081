import type { contract } from '@songtrackpro/contracts';
import { listAuditEvents } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { toAuditEntry } from './load.ts';

export const listAudit: Verb<typeof contract.audit.list> = (ctx, input) =>
  readPage(ctx, input, async ({ limit, after }) => {
    const { cursor: _, ...filter } = input;
    const page = await listAuditEvents(ctx.services.documents.db, ctx.organizationId, { ...filter, limit, after });
    return { items: page.items.map(toAuditEntry), next: page.next };
  });

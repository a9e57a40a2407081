import { randomUUID } from 'node:crypto';
import type { WebhookOccurrence } from '@songtrackpro/contracts';
import { insertOutbox, type OutboxEntry, type TenantTransaction, withTenant } from '@songtrackpro/db';
import { type AuditChange, auditEntry } from '../core/audit.ts';
import type { Services } from '../core/context.ts';
import { tellWebhooks } from '../core/tell-webhooks.ts';
import { type Note, notify } from './notify.ts';

/** What work of the system has in one organization: like a call's context, without anybody who called. */
export interface SystemContext {
  readonly services: Services;
  readonly organizationId: string;
  readonly tx: TenantTransaction;
  readonly now: Date;
  audit(action: string, change: AuditChange): void;
  /** Tells people at the end of the transaction, because that makes others of the organization wait. */
  tell(note: Note): void;
  /** Tells webhooks, at the end for the same reason; null is nothing to tell. */
  occurred(occurrence: WebhookOccurrence | null): void;
}

/** Runs work of the system in one transaction of an organization, with its audit entries. */
export async function inSystemCall<T>(
  services: Services,
  organizationId: string,
  work: (ctx: SystemContext) => Promise<T>,
): Promise<T> {
  const request = { requestId: randomUUID(), origin: { ip: null, userAgent: null } };
  const entries: OutboxEntry[] = [];
  const notes: Note[] = [];
  const occurrences: WebhookOccurrence[] = [];
  const now = services.clock();
  const result = await withTenant(services.postgres, { organizationId }, async (tx) => {
    entries.length = 0;
    notes.length = 0;
    occurrences.length = 0;
    const audit = (action: string, change: AuditChange) =>
      void entries.push(auditEntry(request, { kind: 'system' }, { action, at: now }, change));
    const tell = (note: Note) => void notes.push(note);
    const occurred = (one: WebhookOccurrence | null) => void (one && occurrences.push(one));
    const answer = await work({ services, organizationId, tx, now, audit, tell, occurred });
    await insertOutbox(tx, organizationId, entries);
    for (const occurrence of occurrences) await tellWebhooks({ services, organizationId, tx }, occurrence);
    for (const note of notes) await notify({ services, organizationId, tx }, note);
    return answer;
  });
  if (entries.length > 0) services.wakeOutbox();
  return result;
}

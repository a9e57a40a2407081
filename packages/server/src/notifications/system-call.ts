import { randomUUID } from 'node:crypto';
import { insertOutbox, type OutboxEntry, type TenantTransaction, withTenant } from '@songtrackpro/db';
import { type AuditChange, auditEntry } from '../core/audit.ts';
import type { Services } from '../core/context.ts';
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
  const now = services.clock();
  const result = await withTenant(services.postgres, { organizationId }, async (tx) => {
    entries.length = 0;
    notes.length = 0;
    const audit = (action: string, change: AuditChange) =>
      void entries.push(auditEntry(request, { kind: 'system' }, { action, at: now }, change));
    const answer = await work({ services, organizationId, tx, now, audit, tell: (note) => notes.push(note) });
    await insertOutbox(tx, organizationId, entries);
    for (const note of notes) await notify({ services, organizationId, tx }, note);
    return answer;
  });
  if (entries.length > 0) services.wakeOutbox();
  return result;
}

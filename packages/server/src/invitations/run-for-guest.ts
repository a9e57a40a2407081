import { insertOutbox, type OutboxEntry, type TenantTransaction, withTenant } from '@songtrackpro/db';
import { type AuditActor, type AuditChange, auditEntry } from '../core/audit.ts';
import type { Context, OpenContext } from '../core/context.ts';

/** What the work of somebody has who is no member yet. */
export type GuestContext = Pick<Context, 'services' | 'organizationId' | 'now' | 'tx' | 'audit'>;

/**
 * Runs work of a public call in one transaction of the organization that a token led to, with what it changed in the
 * organization's audit.
 */
export async function runForGuest<Output>(
  ctx: OpenContext,
  { organizationId, actor }: { organizationId: string; actor: AuditActor },
  work: (guest: GuestContext) => Promise<Output>,
): Promise<Output> {
  const { services, path, now } = ctx;
  const entries: OutboxEntry[] = [];
  const run = async (tx: TenantTransaction) => {
    // The transaction may be run again.
    entries.length = 0;
    const audit = (change: AuditChange) => {
      entries.push(auditEntry(ctx, actor, { action: path, at: now }, change));
    };
    const output = await work({ services, organizationId, now, tx, audit });
    await insertOutbox(tx, organizationId, entries);
    return output;
  };
  const actorId = actor.kind === 'user' ? actor.user.id : '';
  const output = await withTenant(services.postgres, { organizationId, actorId }, run);
  if (entries.length > 0) services.wakeOutbox();
  return output;
}

import { findProfile, insertIdentityEvent, insertOutbox, withTenant } from '@songtrackpro/db';
import { type AuditActor, auditEntry } from '../core/audit.ts';
import type { OpenContext } from '../core/context.ts';

interface Happened {
  userId: string;
  /** `refused` where somebody failed to prove who they are. */
  outcome?: 'done' | 'refused';
  /** What of the person was changed; secrets are left out by the caller. */
  before?: object | null;
  after?: object | null;
}

/**
 * Notes what happened to a person's account: for the person themselves, and in the audit of their home organization.
 * Sign-in runs in transactions of its library, so this is written right after and not with it.
 */
export async function recordEvent(ctx: Omit<OpenContext, 'cookie'>, happened: Happened): Promise<void> {
  const { userId, outcome = 'done', before = null, after = null } = happened;
  const { services, origin, requestId, path, now } = ctx;
  await insertIdentityEvent(services.postgres, {
    userId,
    action: path,
    outcome,
    requestId,
    at: now.toISOString(),
    ...origin,
  });
  const person = await findProfile(services.postgres, userId);
  const organizationId = person?.organizationId;
  if (!organizationId) return;
  // Who was refused is not known to be the person.
  const actor: AuditActor = outcome === 'done' ? { kind: 'user', user: { id: userId } } : { kind: 'system' };
  const action = outcome === 'done' ? path : `${path}.refused`;
  const change = { resource: { kind: 'user', id: userId }, before, after };
  await withTenant(services.postgres, { organizationId, actorId: userId }, (tx) =>
    insertOutbox(tx, organizationId, [auditEntry(ctx, actor, { action, at: now }, change)]),
  );
  services.wakeOutbox();
}

/** The same without waiting: how long it takes would tell that the address is known. */
export function recordUnawaited(ctx: OpenContext, find: () => Promise<string | null>): void {
  find()
    .then((userId) => (userId === null ? undefined : recordEvent(ctx, { userId, outcome: 'refused' })))
    .catch((error: unknown) => ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'event not recorded'));
}

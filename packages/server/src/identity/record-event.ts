import { identityStatements, insertIdentityEvent, type NewIdentityEvent } from '@songtrackpro/db';
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

/** What is written of it: for the person themselves, and for the audit of their home organization. */
export function identityEvent(ctx: Omit<OpenContext, 'cookie'>, happened: Happened): NewIdentityEvent {
  const { userId, outcome = 'done', before = null, after = null } = happened;
  const { origin, requestId, path, now } = ctx;
  // Who was refused is not known to be the person.
  const actor: AuditActor = outcome === 'done' ? { kind: 'user', user: { id: userId } } : { kind: 'system' };
  const action = outcome === 'done' ? path : `${path}.refused`;
  const change = { resource: { kind: 'user', id: userId }, before, after };
  const audit = auditEntry(ctx, actor, { action, at: now }, change);
  return { userId, action: path, outcome, requestId, at: now.toISOString(), ...origin, audit };
}

/**
 * Notes what happened to a person's account, in the transaction that is under way: that of the sign-in library within
 * `withLibrary`, ours within `inIdentityTransaction`.
 */
export async function recordEvent(ctx: Omit<OpenContext, 'cookie'>, happened: Happened): Promise<void> {
  const { services } = ctx;
  await insertIdentityEvent(identityStatements(services.postgres), identityEvent(ctx, happened));
  services.wakeOutbox();
}

/** The same without waiting: how long it takes would tell that the address is known. */
export function recordUnawaited(ctx: OpenContext, find: () => Promise<string | null>): void {
  find()
    .then((userId) => (userId === null ? undefined : recordEvent(ctx, { userId, outcome: 'refused' })))
    .catch((error: unknown) => ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'event not recorded'));
}

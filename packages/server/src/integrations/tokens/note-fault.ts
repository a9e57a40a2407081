import type { Integration } from '@songtrackpro/contracts';
import { findSealedTokens, lockIntegration, noteConnectionFault } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { type Fault, faultOf } from '../grants/fault-of.ts';
import { loadIntegration } from '../load.ts';
import { tellOfAttention } from '../tell.ts';
import type { ConnectionRef } from './places.ts';

const minuteMs = 60_000;
const longestPauseMs = 6 * 60 * minuteMs;

/** Growing pauses: a minute after the first failure, six hours at most. */
const nextTry = (now: Date, failures: number): Date =>
  new Date(now.getTime() + Math.min(longestPauseMs, minuteMs * 2 ** failures));

/** A token that has ended meanwhile makes a passing failure one that somebody should know of. */
async function statusAfter(ctx: SystemContext, fault: Fault, before: Integration): Promise<Integration['status']> {
  if (fault.status !== null) return fault.status;
  const expiresAt = (await findSealedTokens(ctx.tx, before.id))?.expiresAt ?? null;
  return expiresAt !== null && expiresAt <= ctx.now ? 'error' : before.status;
}

async function note(ctx: SystemContext, id: string, fault: Fault): Promise<void> {
  const before = await lockIntegration(ctx.tx, id);
  // Disconnected meanwhile, or waiting for a person already.
  if (!before || before.status === 'disconnected' || before.status === 'expired') return;
  const status = await statusAfter(ctx, fault, before);
  const { message, providerCode, traceId } = fault;
  // Spotify says the same of an agreement that was taken back before its time.
  const isEarly = before.expiresAt !== null && Date.parse(before.expiresAt) > ctx.now.getTime();
  const reason = fault.reason === 'grant_ended' && isEarly ? 'token_revoked' : fault.reason;
  const retryAt = status === 'expired' ? null : nextTry(ctx.now, before.lastFault?.count ?? 0);
  await noteConnectionFault(ctx.tx, id, { status, reason, message, providerCode, traceId, at: ctx.now, retryAt });
  if (status === before.status) return;
  const after = await loadIntegration(ctx, id);
  ctx.audit('integrations.statusChanged', { resource: { kind: 'integration', id }, before, after });
  tellOfAttention(ctx, after, `${reason} ${after.connectedAt}`);
}

/**
 * Notes that the provider, or the keyring, failed a connection: what it means for its status, and who is told. Errors of
 * another kind are none of the connection's.
 */
export async function noteFault(services: Services, of: ConnectionRef, error: unknown): Promise<void> {
  const fault = faultOf(error);
  if (fault) await inSystemCall(services, of.organizationId, (ctx) => note(ctx, of.id, fault));
}

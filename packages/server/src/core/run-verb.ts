import type { Procedure } from '@songtrackpro/contracts';
import { insertOutbox, type OutboxEntry, withTenant } from '@songtrackpro/db';
import { auditEntry } from './audit.ts';
import { authorizeMember, isOpen } from './authorize.ts';
import type { Actor, Context, RequestContext } from './context.ts';
import { recordSupportCall } from './support-access.ts';

type Caller = Pick<Context, 'actor' | 'organizationId' | 'permissions'> & { artistIds: readonly string[] | null };

/** Whose id stands for the caller in the database. */
export const idOf = (actor: Actor): string => {
  if (actor.kind === 'apiKey') return actor.apiKey.id;
  return actor.kind === 'user' ? actor.user.id : '';
};

/**
 * Runs work in one transaction of an organization; queries cannot write. What a mutation changed is put into the outbox
 * in the same transaction.
 */
export async function runInOrganization<Output>(
  request: RequestContext,
  caller: Caller,
  call: { kind: Procedure['kind']; path: string },
  verb: (ctx: Context) => Promise<Output>,
): Promise<Output> {
  const { services, requestId, origin } = request;
  const { actor, organizationId, permissions, artistIds } = caller;
  const afterwards: (() => void)[] = [];
  const changes: OutboxEntry[] = [];
  const checks: (() => Promise<void>)[] = [];
  const now = services.clock();
  const output = await withTenant(
    services.postgres,
    { organizationId, actorId: idOf(actor), artistIds },
    async (tx) => {
      // A transaction that lost to a concurrent one is run again; what the lost one noted did not happen.
      afterwards.length = 0;
      changes.length = 0;
      checks.length = 0;
      const answer = await verb({
        services,
        requestId,
        origin,
        actor,
        organizationId,
        permissions,
        tx,
        path: call.path,
        now,
        audit: (change) => changes.push(auditEntry(request, actor, { action: call.path, at: now }, change)),
        beforeCommit: (check) => checks.push(check),
        afterCommit: (work) => afterwards.push(work),
      });
      // Sent without waiting for each other, in one round trip.
      await Promise.all([insertOutbox(tx, organizationId, changes), ...checks.map((check) => check())]);
      return answer;
    },
    { readOnly: call.kind === 'query' },
  );
  for (const work of afterwards) work();
  if (changes.length > 0) services.wakeOutbox();
  return output;
}

/** Runs work as a call of the caller's organization, where the caller may make it. */
export async function runVerb<Output>(
  request: RequestContext,
  call: { procedure: Pick<Procedure, 'kind' | 'permission' | 'reach' | 'whileSuspended'>; path: string },
  verb: (ctx: Context) => Promise<Output>,
): Promise<Output> {
  const { kind, permission } = call.procedure;
  if (isOpen(permission)) throw new Error(`${call.path} belongs to no organization`);
  const caller = authorizeMember(request, permission, call.procedure);
  await recordSupportCall(request, caller, call.path);
  return runInOrganization(request, caller, { kind, path: call.path }, verb);
}

import { insertOutbox, withTenant } from '@songtrackpro/db';
import { auditEntry } from './audit.ts';
import type { Actor, RequestContext } from './context.ts';

/**
 * Puts a call that is made under a support access into the organization's audit, reads too. It is committed before the
 * call is answered, so nothing is read without its entry.
 */
export async function recordSupportCall(
  request: RequestContext,
  { actor, organizationId }: { actor: Actor; organizationId: string },
  path: string,
): Promise<void> {
  if (actor.kind !== 'user' || actor.support === null) return;
  const { services } = request;
  const resource = { kind: 'supportAccess', id: actor.support.id };
  const call = { action: path, at: services.clock() };
  const entry = auditEntry(request, actor, call, { resource, before: null, after: null });
  await withTenant(services.postgres, { organizationId, actorId: actor.user.id }, (tx) =>
    insertOutbox(tx, organizationId, [entry]),
  );
  services.wakeOutbox();
}

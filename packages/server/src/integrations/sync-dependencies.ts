import { noteSync } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { inSystemCall } from '../notifications/index.ts';
import type { ProviderError } from '../providers/index.ts';
import { patientMeta } from './grants/connectors.ts';
import { loadIntegration } from './load.ts';
import type { SyncDependencies } from './sync/index.ts';
import { accessTokenOf } from './tokens/access-token.ts';
import { noteFault } from './tokens/note-fault.ts';
import type { ConnectionRef } from './tokens/places.ts';

/** Numbers arrive again: whatever was wrong with the connection is over. */
async function noteSuccess(services: Services, of: ConnectionRef): Promise<void> {
  await inSystemCall(services, of.organizationId, async (ctx) => {
    const before = await loadIntegration(ctx, of.id);
    await noteSync(ctx.tx, of.id, ctx.now);
    if (before.status !== 'error') return;
    const after = await loadIntegration(ctx, of.id);
    ctx.audit('integrations.statusChanged', { resource: { kind: 'integration', id: of.id }, before, after });
  });
}

/** What concerns one ad account: its health says so, and people are told once a day; the connection goes on. */
async function tellOfSync(services: Services, of: ConnectionRef, { reason, message, provider }: ProviderError) {
  await inSystemCall(services, of.organizationId, async ({ tell, now }) =>
    tell({
      payload: { kind: 'sync_failed', integrationId: of.id, provider, reason: message.slice(0, 500) },
      eventKey: `sync_failed:${of.id}:${reason}:${now.toISOString().slice(0, 10)}`,
      recipients: { permission: 'integrations:write' },
    }),
  );
}

async function noteOutcome(services: Services, of: ConnectionRef, fault: ProviderError | null): Promise<void> {
  if (fault === null) await noteSuccess(services, of);
  else if (fault.kind === 'permission' || fault.kind === 'permanent') await tellOfSync(services, of, fault);
  // Renewing the token has noted its own failure already.
  else if (fault.reason !== 'not_renewed') await noteFault(services, of, fault);
}

/** What syncs need of the connections of this process; null without an app of Meta. */
export function syncDependencies(services: Services): SyncDependencies | null {
  const meta = patientMeta(services);
  if (!meta) return null;
  return {
    meta,
    accessTokenOf: ({ organizationId, integrationId: id }) => accessTokenOf(services, { organizationId, id }),
    onOutcome: ({ organizationId, integrationId: id }, fault) => noteOutcome(services, { organizationId, id }, fault),
  };
}

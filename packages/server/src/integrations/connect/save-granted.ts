import type { Integration, IntegrationProvider } from '@songtrackpro/contracts';
import { insertIntegration, saveConnection } from '@songtrackpro/db';
import type { Context } from '../../core/context.ts';
import type { Granted } from '../grants/connector.ts';
import { connectorOf } from '../grants/connectors.ts';
import { holdIntegration, loadIntegration } from '../load.ts';
import { syncChosen } from '../sync-chosen.ts';
import { sealTokens } from '../tokens/seal-tokens.ts';

/**
 * What a person has agreed to becomes the organization's connection. Where something is missing without which nothing
 * works, the connection says so, and no token is kept of it.
 */
export async function saveGranted(ctx: Context, provider: IntegrationProvider, granted: Granted): Promise<Integration> {
  const { services, organizationId, actor } = ctx;
  const { scopes, needed } = connectorOf(services, provider);
  const missingScopes = scopes.filter((scope) => !granted.scopes.includes(scope));
  const isUsable = needed.every((scope) => granted.scopes.includes(scope));
  const id = await insertIntegration(ctx.tx, organizationId, provider);
  const of = { organizationId, id };
  const before = await holdIntegration(ctx, id);
  await saveConnection(ctx.tx, of, {
    status: isUsable ? 'connected' : 'error',
    reason: isUsable ? null : 'scopes_missing',
    accountId: granted.account.id,
    accountName: granted.account.name,
    scopes: granted.scopes,
    missingScopes,
    tokens: isUsable ? sealTokens(services.keyring, of, granted.tokens) : null,
    grantExpiresAt: granted.grantExpiresAt,
    connectedBy: actor.kind === 'user' ? actor.user.id : null,
    at: ctx.now,
    accounts: isUsable ? granted.accounts : null,
  });
  const after = await loadIntegration(ctx, id);
  await syncChosen(ctx, after);
  ctx.audit({ resource: { kind: 'integration', id }, before, after });
  return after;
}

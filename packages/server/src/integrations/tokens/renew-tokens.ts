import {
  type ConnectionTokens,
  claimRefresh,
  findIntegration,
  releaseRefresh,
  saveRefreshedTokens,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { findConnector } from '../grants/connectors.ts';
import { loadIntegration } from '../load.ts';
import { noteFault } from './note-fault.ts';
import type { ConnectionRef } from './places.ts';
import { openTokens, sealTokens } from './seal-tokens.ts';

/** Longer than everything that renewing asks of a provider, with its time-outs. */
const claimSeconds = 90;

export const isDue = ({ refreshAt }: Pick<ConnectionTokens, 'refreshAt'>, now: Date): boolean =>
  refreshAt !== null && refreshAt <= now;

/** What the provider gave is stored before anybody uses it: of a token that rotates the old one is worth nothing by now. */
async function renew(services: Services, of: ConnectionRef, tokens: ConnectionTokens): Promise<void> {
  const connector = findConnector(services, tokens.provider);
  if (!connector) return;
  const plain = openTokens(services.keyring, of, tokens);
  const renewed = await connector.renew(plain, tokens.grantExpiresAt);
  const sealed = sealTokens(services.keyring, of, renewed.tokens);
  const { grantExpiresAt } = renewed;
  await inSystemCall(services, of.organizationId, async (ctx) => {
    const before = await findIntegration(ctx.tx, of.id);
    const kept = await saveRefreshedTokens(ctx.tx, of.id, {
      before: tokens,
      tokens: sealed,
      grantExpiresAt,
      at: ctx.now,
    });
    if (!kept || !before || before.status === 'connected') return;
    const after = await loadIntegration(ctx, of.id);
    ctx.audit('integrations.statusChanged', { resource: { kind: 'integration', id: of.id }, before, after });
  });
}

/**
 * Renews a connection's tokens where they are due. Of all server processes one does it at a time; answers false where
 * another one is at it.
 *
 * @throws what the provider failed with, once that is noted
 */
export async function renewTokens(services: Services, of: ConnectionRef): Promise<boolean> {
  const { organizationId, id } = of;
  const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
    withTenant(services.postgres, { organizationId }, work);
  const claim = await inTenant((tx) => claimRefresh(tx, id, claimSeconds));
  if (!claim) return false;
  const { tokens, until } = claim;
  try {
    // Whoever had the claim before may have done it.
    if (isDue(tokens, services.clock())) await renew(services, of, tokens);
  } catch (error) {
    await noteFault(services, of, error);
    throw error;
  } finally {
    await inTenant((tx) => releaseRefresh(tx, id, until));
  }
  return true;
}

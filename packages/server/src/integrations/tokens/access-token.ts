import { setTimeout as pause } from 'node:timers/promises';
import type { IntegrationProvider } from '@songtrackpro/contracts';
import { type ConnectionTokens, findIntegration, findSealedTokens, withTenant } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { ProviderError } from '../../providers/index.ts';
import type { ConnectionRef } from './places.ts';
import { isDue, renewTokens } from './renew-tokens.ts';
import { openTokens } from './seal-tokens.ts';

const pauseMs = 100;
/** Longest wait for another process that renews a token which has ended. */
const patienceMs = 30_000;
/** A token that ends while a call is on its way is no token. */
const marginMs = 60_000;

const unusable = (provider: IntegrationProvider, reason: string, message: string) =>
  new ProviderError({ provider, kind: 'expired', reason, message });

async function readTokens({ postgres }: Services, { organizationId, id }: ConnectionRef): Promise<ConnectionTokens> {
  const { tokens, connection } = await withTenant(
    postgres,
    { organizationId },
    async (tx) => ({ connection: await findIntegration(tx, id), tokens: await findSealedTokens(tx, id) }),
    { readOnly: true },
  );
  const { provider = 'meta', status = 'disconnected', reason } = connection ?? {};
  if (tokens && status !== 'expired' && status !== 'disconnected') return tokens;
  throw unusable(provider, reason ?? 'not_connected', 'The connection has no token; somebody has to connect again.');
}

const isOver = ({ expiresAt }: ConnectionTokens, now: Date): boolean =>
  expiresAt !== null && expiresAt.getTime() - marginMs <= now.getTime();

const isPassing = (error: unknown) =>
  error instanceof ProviderError && (error.kind === 'transient' || error.kind === 'throttled');

/** Tokens that are good now: renewed here or by another process. One that is due may be used while it isn't over. */
async function freshTokens(services: Services, of: ConnectionRef): Promise<ConnectionTokens> {
  const { clock } = services;
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const tokens = await readTokens(services, of);
    const mustWait = isOver(tokens, clock());
    if (!mustWait && !isDue(tokens, clock())) return tokens;
    const renewed = await renewTokens(services, of).catch((error: unknown) => {
      if (mustWait || !isPassing(error)) throw error;
      return true;
    });
    if (!mustWait) return renewed ? readTokens(services, of) : tokens;
    const after = await readTokens(services, of);
    if (!isOver(after, clock())) return after;
    if (renewed || waitedMs >= patienceMs) {
      const message = 'The token has ended, and renewing it has failed; it is tried again by itself.';
      throw new ProviderError({ provider: tokens.provider, kind: 'transient', reason: 'not_renewed', message });
    }
    await pause(pauseMs);
  }
}

/**
 * A token with which a connection may ask its provider now, renewed where that is due.
 *
 * @throws ProviderError of kind `expired` where somebody has to connect again, else what renewing failed with
 * @throws SealError where the key that sealed it is gone
 */
export async function accessTokenOf(services: Services, of: ConnectionRef): Promise<string> {
  return openTokens(services.keyring, of, await freshTokens(services, of)).access;
}

import type { contract, IntegrationProvider } from '@songtrackpro/contracts';
import { insertConnectionAttempt } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { idOf } from '../../core/run-verb.ts';
import { connectorOf } from '../grants/connectors.ts';
import { placeOfVerifier } from '../tokens/places.ts';
import { hashState, newState, newVerifier } from './state.ts';

/** How long a person may take to agree. */
const attemptMs = 10 * 60_000;

/** Where a provider sends people back to; never from a request, which could name another host. */
const redirectUriOf = (services: Pick<Services, 'publicUrl'>, provider: IntegrationProvider): string =>
  `${services.publicUrl()}/v1/integrations/${provider}/callback`;

export const startConnection: Verb<typeof contract.integrations.connect> = async (ctx, { provider }) => {
  const { services, organizationId, now } = ctx;
  const connector = connectorOf(services, provider);
  const [state, codeVerifier] = [newState(organizationId), newVerifier()];
  const stateHash = hashState(state);
  const redirectUri = redirectUriOf(services, provider);
  const expiresAt = new Date(now.getTime() + attemptMs);
  const sealed = services.keyring.seal(codeVerifier, placeOfVerifier(organizationId, stateHash));
  const actorId = idOf(ctx.actor);
  await insertConnectionAttempt(ctx.tx, organizationId, {
    provider,
    stateHash,
    actorId,
    codeVerifier: sealed,
    redirectUri,
    expiresAt,
  });
  const url = await connector.authorizeUrl({ redirectUri, state, codeVerifier });
  const started = { expiresAt: expiresAt.toISOString(), redirectUri };
  ctx.audit({
    resource: { kind: 'organization', id: organizationId },
    before: null,
    after: { connecting: provider, ...started },
  });
  return { url: url.href, ...started };
};

import type { IntegrationProvider } from '@songtrackpro/contracts';
import { AppError } from '../../core/app-error.ts';
import type { Services } from '../../core/context.ts';
import {
  createMetaClient,
  createSpotifyClient,
  type MetaClient,
  metaUrls,
  type SpotifyClient,
  spotifyUrls,
} from '../../providers/index.ts';
import type { Connector } from './connector.ts';
import { metaConnector } from './meta.ts';
import { spotifyConnector } from './spotify.ts';

/** Longest wait for one answer while a person connects: a call has several, and a deadline of its own. */
const timeoutMs = 10_000;

export interface ProviderClients {
  meta: MetaClient | null;
  spotify: SpotifyClient | null;
}

const instances = new WeakMap<Services, ProviderClients>();

/** The clients of this server process; null for a provider that isn't set up. */
export function clientsOf(services: Services): ProviderClients {
  const known = instances.get(services);
  if (known) return known;
  const { providers, clock } = services;
  const { meta, spotify } = providers;
  const made: ProviderClients = {
    meta: meta ? createMetaClient({ ...metaUrls, timeoutMs, ...meta, clock }) : null,
    spotify: spotify
      ? createSpotifyClient({
          ...spotifyUrls,
          timeoutMs,
          ...spotify,
          clientId: spotify.appId,
          clientSecret: spotify.appSecret,
          clock,
        })
      : null,
  };
  instances.set(services, made);
  return made;
}

const patient = new WeakMap<Services, MetaClient>();

/**
 * Meta's client of this server process for what takes long: it waits a minute for an answer. Syncs and uploads share it, because
 * it remembers how limits stand. Null without an app.
 */
export function patientMeta(services: Services): MetaClient | null {
  const { providers, clock } = services;
  const made = patient.get(services) ?? (providers.meta && createMetaClient({ ...metaUrls, ...providers.meta, clock }));
  if (made) patient.set(services, made);
  return made ?? null;
}

/** How a provider is connected; null where it isn't set up. */
export function findConnector(services: Services, provider: IntegrationProvider): Connector | null {
  const { meta, spotify } = clientsOf(services);
  if (provider === 'meta') return meta && metaConnector(meta);
  return spotify && spotifyConnector(spotify, services.clock);
}

/** @throws AppError conflict, where the provider isn't set up */
export function connectorOf(services: Services, provider: IntegrationProvider): Connector {
  const connector = findConnector(services, provider);
  if (connector) return connector;
  const name = provider.toUpperCase();
  throw new AppError('conflict', {
    message: `This installation has no app of ${provider}. Let its operator set ${name}_APP_ID and ${name}_APP_SECRET.`,
    details: { provider },
  });
}

export { createMetaClient, type MetaClient } from './meta/client.ts';
export type { InspectedToken, MetaToken } from './meta/oauth.ts';
export type { MetaAdAccount } from './meta/schemas.ts';
export { type MetaSettings, metaApiVersion, metaUrls } from './meta/settings.ts';
export { type Provider, ProviderError, type ProviderErrorKind } from './provider-error.ts';
export { createSpotifyClient, type SpotifyClient } from './spotify/client.ts';
export type { SpotifyTokens } from './spotify/oauth.ts';
export { type SpotifySettings, spotifyGrantMonths, spotifyUrls } from './spotify/settings.ts';

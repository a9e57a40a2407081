import { authorizationUrl, type CodeGrant, codeGrant, type OAuthServer, ownGrant } from '../oauth-grants.ts';
import { ProviderError } from '../provider-error.ts';
import { metaErrorOf } from './classify-error.ts';
import { accessBy, type Graph } from './graph.ts';
import { DebuggedToken, MetaPermission, pageOf, Succeeded } from './schemas.ts';
import { type MetaSettings, metaApiVersion } from './settings.ts';

export interface MetaToken {
  accessToken: string;
  /** By this server's clock; null where Meta didn't say, which `inspectToken` then does. */
  expiresAt: Date | null;
}

export interface InspectedToken {
  valid: boolean;
  /** Why it isn't valid: `token_expired`, `app_removed`; null where it is. */
  reason: string | null;
  userId: string | null;
  scopes: string[];
  /** Ad accounts that the person left ticked for each scope; null for all. */
  accountsByScope: Record<string, string[] | null>;
  /** By this server's clock; null for never. */
  expiresAt: Date | null;
  /** After this the person must log in again although the token goes on. */
  dataAccessExpiresAt: Date | null;
}

const unknownAnswer = (status: number) =>
  new ProviderError({
    provider: 'meta',
    kind: 'transient',
    reason: 'unknown',
    message: `The token endpoint answered with status ${status}.`,
    status,
  });

function serverOf(settings: MetaSettings, graph: Graph): OAuthServer {
  return {
    connection: graph.connection,
    authorizeUrl: new URL(`/${metaApiVersion}/dialog/oauth`, settings.dialogUrl),
    tokenUrl: graph.url('oauth/access_token'),
    clientId: settings.appId,
    clientSecret: settings.appSecret,
    refuse: (answer) => metaErrorOf(answer) ?? unknownAnswer(answer.status),
  };
}

/** What people grant and what became of it. */
export function metaOAuth(settings: MetaSettings, graph: Graph) {
  const server = serverOf(settings, graph);
  const { clock } = settings;
  const tokenOf = ({ access_token, expires_in }: { access_token: string; expires_in?: number }): MetaToken => ({
    accessToken: access_token,
    expiresAt: expires_in === undefined ? null : new Date(clock().getTime() + expires_in * 1000),
  });
  return {
    /** Where a browser is sent; `scopes` as Meta names them. */
    authorizeUrl: (asked: { redirectUri: string; state: string; scopes: readonly string[] }): Promise<URL> =>
      authorizationUrl(server, {
        redirect_uri: asked.redirectUri,
        state: asked.state,
        scope: asked.scopes.join(','),
        response_type: 'code',
      }),

    /** A token of an hour or two for the code that a person came back with. */
    exchangeCode: async (grant: CodeGrant): Promise<MetaToken> => tokenOf(await codeGrant(server, grant)),

    /** A token of about 60 days for one that is still valid; Meta has no other way of refreshing. */
    exchangeLongLived: async (accessToken: string): Promise<MetaToken> =>
      tokenOf(
        await ownGrant(server, 'fb_exchange_token', {
          // Meta reads these from the form, also where the library sends them by itself.
          client_id: settings.appId,
          client_secret: settings.appSecret,
          fb_exchange_token: accessToken,
        }),
      ),

    inspectToken: async (accessToken: string): Promise<InspectedToken> => inspect(graph, settings, accessToken),

    listPermissions: async (accessToken: string): Promise<{ permission: string; granted: boolean }[]> => {
      const { data } = await graph.call(accessBy(accessToken), pageOf(MetaPermission), { path: 'me/permissions' });
      return data.map(({ permission, status }) => ({ permission, granted: status === 'granted' }));
    },

    /** Takes back everything the person granted: afterwards no token of theirs works here. */
    revokePermissions: async (accessToken: string): Promise<void> => {
      await graph.call(accessBy(accessToken), Succeeded, { method: 'DELETE', path: 'me/permissions' });
    },
  };
}

const endedBy: Record<number, string> = { 458: 'app_removed', 460: 'password_changed', 463: 'token_expired' };

async function inspect(graph: Graph, settings: MetaSettings, accessToken: string): Promise<InspectedToken> {
  let skewMs = 0;
  // As a POST that Meta reads as a GET, so that the token stays out of the address.
  const { data } = await graph.call(
    accessBy(`${settings.appId}|${settings.appSecret}`),
    DebuggedToken,
    {
      method: 'POST',
      path: 'debug_token',
      parameters: { method: 'get', input_token: accessToken },
      repeatable: true,
    },
    (headers) => {
      const date = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(date)) skewMs = date - settings.clock().getTime();
    },
  );
  // Below two seconds it is the granularity of the header and the way of the answer.
  const ours = (seconds: number | undefined) =>
    seconds ? new Date(seconds * 1000 - (Math.abs(skewMs) < 2000 ? 0 : skewMs)) : null;
  return {
    valid: data.is_valid,
    reason: data.is_valid ? null : (endedBy[data.error?.subcode ?? 0] ?? 'token_invalid'),
    userId: data.user_id ?? null,
    scopes: data.scopes,
    accountsByScope: Object.fromEntries(
      data.granular_scopes.map(({ scope, target_ids }) => [scope, target_ids ?? null] as const),
    ),
    expiresAt: ours(data.expires_at),
    dataAccessExpiresAt: ours(data.data_access_expires_at),
  };
}

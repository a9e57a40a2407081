import type { ErrorDetails } from '@songtrackpro/contracts';
import { type ConnectedAccount, findConnectedAccount } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context, Services } from '../../core/context.ts';
import { type MetaAccess, type MetaClient, ProviderError } from '../../providers/index.ts';
import { clientsOf, connectorOf, patientMeta } from '../grants/connectors.ts';
import { loadIntegration } from '../load.ts';
import { accessTokenOf } from '../tokens/access-token.ts';

/** An ad account that may be changed at the platform. */
export interface WritableAccount extends ConnectedAccount {
  number: string;
  integrationId: string;
  currency: string;
}

const refusal = (message: string, details: ErrorDetails<'conflict'>) => new AppError('conflict', { message, details });

/**
 * The ad account, if something may be changed in it now.
 *
 * @throws AppError not_found; conflict where it is chosen under no connection, or the connection doesn't hold or may not write
 */
export async function loadWritableAccount(
  ctx: Pick<Context, 'tx' | 'services'>,
  adAccountId: string,
): Promise<WritableAccount> {
  const account = await findConnectedAccount(ctx.tx, adAccountId);
  if (!account) {
    const details = { entity: 'adAccount', id: adAccountId };
    throw new AppError('not_found', { message: 'There is no such ad account.', details });
  }
  const { number, integrationId, currency } = account;
  if (number === null || integrationId === null || currency === null) {
    throw refusal('The ad account is chosen under no connection. Choose it with `integrations.selectAccounts`.', {
      field: 'adAccountId',
    });
  }
  const connection = await loadIntegration(ctx, integrationId);
  connectorOf(ctx.services, connection.provider);
  const { status, nextStep, missingScopes } = connection;
  if (status !== 'connected' && status !== 'error')
    throw refusal(`The connection can’t be asked. ${nextStep ?? ''}`.trim(), { status });
  if (missingScopes.includes('ads_management')) {
    throw refusal('The connection may only read. Connect again, and allow the management of ads as well.', {
      missingScopes,
    });
  }
  return { ...account, number, integrationId, currency };
}

/**
 * Meta as the connection of an ad account may ask it: `brief` where a person waits for the answer.
 *
 * @throws ProviderError `not_connected` where the account is chosen under no connection any more
 */
export function metaFor(
  services: Services,
  organizationId: string,
  account: ConnectedAccount | null,
  { waits, signal }: { waits: 'brief' | 'long'; signal?: AbortSignal },
): { meta: MetaClient; access: MetaAccess } {
  const meta = waits === 'brief' ? clientsOf(services).meta : patientMeta(services);
  const [number, integrationId] = [account?.number ?? null, account?.integrationId ?? null];
  if (!meta || number === null || integrationId === null) {
    const message = 'The ad account is chosen under no connection any more.';
    throw new ProviderError({ provider: 'meta', kind: 'expired', reason: 'not_connected', message });
  }
  const token = () => accessTokenOf(services, { organizationId, id: integrationId });
  return { meta, access: { token, account: number, signal } };
}

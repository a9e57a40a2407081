import { type Integration, IntegrationProvider } from '@songtrackpro/contracts';
import { findIntegration, findSealedTokens, listConnectionsOf, withTenant } from '@songtrackpro/db';
import { z } from 'zod';
import type { Context, Services } from '../../core/context.ts';
import { SealError } from '../../core/keyring.ts';
import { ProviderError } from '../../providers/index.ts';
import { findConnector } from '../grants/connectors.ts';
import { placeOfToken } from './places.ts';

/** Name of the queue in which access waits to be given back. */
export const revokeQueue = 'revoke-access';

const Revocation = z.object({
  organizationId: z.string(),
  id: z.string(),
  provider: IntegrationProvider,
  accountId: z.string(),
  /** The token, sealed as it lay in its row. */
  sealed: z.string(),
});

/** Lets the permission be taken back at the provider, once the transaction has committed and however long that takes. */
export async function handInRevocation(ctx: Context, { id, provider, accountId }: Integration): Promise<void> {
  const { services, organizationId, tx } = ctx;
  const tokens = await findSealedTokens(tx, id);
  if (!tokens || accountId === null || !findConnector(services, provider)?.revoke) return;
  const revocation: z.infer<typeof Revocation> = { organizationId, id, provider, accountId, sealed: tokens.access };
  await services.jobs.send(revokeQueue, revocation, { tx });
}

/** Whether the person's permission carries another connection by now: there is one for each person, not for each token. */
async function isInUse(services: Services, { provider, accountId }: z.infer<typeof Revocation>): Promise<boolean> {
  for (const { id, organizationId } of await listConnectionsOf(services.postgres, { provider, accountId })) {
    const found = await withTenant(services.postgres, { organizationId }, (tx) => findIntegration(tx, id), {
      readOnly: true,
    });
    if (found && found.status !== 'disconnected') return true;
  }
  return false;
}

/** Takes a permission back. A token that has ended meanwhile, or that no key opens any more, has nothing to give back. */
export async function revokeAccess(services: Services, data: unknown): Promise<void> {
  const revocation = Revocation.parse(data);
  const { provider, sealed } = revocation;
  const connector = findConnector(services, provider);
  if (!connector?.revoke || (await isInUse(services, revocation))) return;
  try {
    await connector.revoke(services.keyring.open(sealed, placeOfToken(revocation, 'access_token')));
  } catch (error) {
    if (error instanceof SealError || (error instanceof ProviderError && error.kind === 'expired')) return;
    throw error;
  }
}

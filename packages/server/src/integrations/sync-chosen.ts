import type { Integration } from '@songtrackpro/contracts';
import type { Context } from '../core/context.ts';
import { findConnector } from './grants/connectors.ts';
import { enqueueSync } from './sync/index.ts';

const chosenOf = ({ accounts }: Pick<Integration, 'accounts'>): string[] =>
  accounts.flatMap(({ adAccountId }) => (adAccountId === null ? [] : [adAccountId]));

/**
 * Asks for a sync of the chosen ad accounts of a connection, but those that are named: they go on as they are. Answers which
 * were asked for.
 */
export async function syncChosen(
  ctx: Pick<Context, 'services' | 'organizationId' | 'tx'>,
  connection: Integration,
  but: Pick<Integration, 'accounts'> = { accounts: [] },
): Promise<string[]> {
  const { services, organizationId, tx } = ctx;
  const { provider, status } = connection;
  if ((status !== 'connected' && status !== 'error') || !findConnector(services, provider)) return [];
  const known = new Set(chosenOf(but));
  const wanted = chosenOf(connection).filter((adAccountId) => !known.has(adAccountId));
  for (const adAccountId of wanted) await enqueueSync(services, tx, { organizationId, adAccountId });
  return wanted;
}

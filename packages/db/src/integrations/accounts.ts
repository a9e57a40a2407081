import type { Integration } from '@songtrackpro/contracts';
import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { resolveAdAccount } from '../campaigns/ad-tree.ts';
import { adAccounts } from '../campaigns/tables.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { integrationAccounts } from './tables.ts';

type Offered = Omit<Integration['accounts'][number], 'adAccountId'>;

interface Owner {
  organizationId: string;
  integrationId: string;
}

/** What a connection offered is known no longer; what was chosen stays chosen. */
export async function forgetOffered(tx: TenantTransaction, { integrationId }: Owner): Promise<void> {
  await tx.delete(integrationAccounts).where(eq(integrationAccounts.integrationId, integrationId));
}

/** Takes a list of ad accounts for all that a connection offers; one that is offered no longer is chosen no longer. */
export async function offerAccounts(
  tx: TenantTransaction,
  { organizationId, integrationId }: Owner,
  accounts: readonly Offered[],
): Promise<void> {
  await forgetOffered(tx, { organizationId, integrationId });
  if (accounts.length > 0) {
    await tx
      .insert(integrationAccounts)
      .values(accounts.map((account) => ({ organizationId, integrationId, ...account })));
  }
  await keepChosen(
    tx,
    integrationId,
    accounts.map(({ externalId }) => externalId),
  );
}

/** Takes the choice back from all ad accounts but these. */
async function keepChosen(tx: TenantTransaction, integrationId: string, externalIds: readonly string[]): Promise<void> {
  const others = externalIds.length > 0 ? notInArray(adAccounts.externalId, [...externalIds]) : undefined;
  await tx
    .update(adAccounts)
    .set({ integrationId: null })
    .where(and(eq(adAccounts.integrationId, integrationId), others));
}

/**
 * Chooses these of the offered ad accounts, and no others: each is found by its number or made. Call under `lockSubjects`.
 * Answers those that the connection doesn't offer; nothing was chosen then.
 */
export async function chooseAccounts(
  tx: TenantTransaction,
  { organizationId, integrationId }: Owner,
  externalIds: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(externalIds)];
  const offered =
    wanted.length === 0
      ? []
      : await tx
          .select()
          .from(integrationAccounts)
          .where(
            and(eq(integrationAccounts.integrationId, integrationId), inArray(integrationAccounts.externalId, wanted)),
          );
  const known = new Set(offered.map(({ externalId }) => externalId));
  const unknown = wanted.filter((externalId) => !known.has(externalId));
  if (unknown.length > 0) return unknown;
  await keepChosen(tx, integrationId, wanted);
  for (const { externalId, name, currency, timeZone } of offered) {
    const { account } = await resolveAdAccount(tx, organizationId, { externalId, name, currency });
    await tx.update(adAccounts).set({ integrationId, name, currency, timeZone }).where(eq(adAccounts.id, account.id));
  }
  return [];
}

/** An ad account with the connection under which it is chosen. */
export interface ConnectedAccount {
  adAccountId: string;
  name: string;
  /** Number at the platform, without `act_`. */
  number: string | null;
  currency: string | null;
  timeZone: string | null;
  integrationId: string | null;
}

export async function findConnectedAccount(tx: TenantTransaction, id: string): Promise<ConnectedAccount | null> {
  const { name, externalId, currency, timeZone, integrationId } = adAccounts;
  const [row] = await tx
    .select({ adAccountId: adAccounts.id, name, externalId, currency, timeZone, integrationId })
    .from(adAccounts)
    .where(eq(adAccounts.id, id));
  if (!row) return null;
  const { externalId: number, ...account } = row;
  return { ...account, number: number?.replace(/^act_/, '') ?? null };
}

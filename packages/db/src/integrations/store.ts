import { type Integration, type IntegrationProvider, integrationNextSteps } from '@songtrackpro/contracts';
import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { adAccounts } from '../campaigns/tables.ts';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { integrationAccounts, integrations } from './tables.ts';

// Tokens are read by sealed-tokens.ts alone.
const {
  accessToken: _access,
  refreshToken: _refresh,
  tokenKey: _key,
  refreshingUntil: _until,
  ...columns
} = getTableColumns(integrations);

type Row = Omit<typeof integrations.$inferSelect, 'accessToken' | 'refreshToken' | 'tokenKey' | 'refreshingUntil'>;

const newest = (...instants: (string | null)[]) =>
  instants
    .flatMap((one) => (one === null ? [] : isoInstant(one)))
    .sort()
    .at(-1) ?? null;

function toFault({ lastError, lastErrorAt, lastErrorCode, lastErrorTrace, errorCount }: Row): Integration['lastFault'] {
  if (lastError === null || lastErrorAt === null) return null;
  const [providerCode, traceId] = [lastErrorCode, lastErrorTrace];
  return { message: lastError, providerCode, traceId, at: isoInstant(lastErrorAt), count: errorCount };
}

function toIntegration(row: Row, accounts: Integration['accounts']): Integration {
  const { id, provider, status, reason, accountId, accountName, scopes, missingScopes, connectedBy, version } = row;
  return {
    id,
    provider,
    status,
    reason,
    nextStep: reason === null ? null : integrationNextSteps[reason],
    accountId,
    accountName,
    scopes,
    missingScopes,
    accounts,
    connectedBy,
    connectedAt: isoInstantOrNull(row.authorizedAt),
    expiresAt: isoInstantOrNull(row.grantExpiresAt),
    lastSuccessAt: newest(row.refreshedAt, row.syncedAt),
    lastFault: toFault(row),
    version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
  };
}

async function withAccounts(tx: TenantTransaction, rows: readonly Row[]): Promise<Integration[]> {
  const { integrationId, externalId, name, currency, timeZone } = integrationAccounts;
  const ids = rows.map(({ id }) => id);
  const chosen = and(eq(adAccounts.externalId, externalId), eq(adAccounts.integrationId, integrationId));
  const found = await tx
    .select({ integrationId, externalId, name, currency, timeZone, adAccountId: adAccounts.id })
    .from(integrationAccounts)
    .leftJoin(adAccounts, chosen)
    .where(inArray(integrationId, ids))
    .orderBy(asc(name), asc(externalId));
  const accounts = Map.groupBy(found, (account) => account.integrationId);
  return rows.map((row) =>
    toIntegration(
      row,
      (accounts.get(row.id) ?? []).map(({ integrationId: _, ...account }) => account),
    ),
  );
}

const page = compiledRead((db, given: Given<PageRequest & { provider?: IntegrationProvider | undefined }>) =>
  db
    .select(columns)
    .from(integrations)
    .where(
      and(
        given.when('provider', (provider) => eq(integrations.provider, provider)),
        pageStart(integrations.id, given),
      ),
    )
    .orderBy(newestFirst(integrations.id))
    .limit(given.value('limit')),
);

export async function listIntegrations(
  tx: TenantTransaction,
  request: PageRequest & { provider?: IntegrationProvider | undefined },
): Promise<Page<Integration>> {
  const { items, next } = toPage(await page(tx, withNext(request)), request.limit, (row) => row);
  return { items: await withAccounts(tx, items), next };
}

export async function findIntegration(tx: TenantTransaction, id: string): Promise<Integration | null> {
  const rows = await tx.select(columns).from(integrations).where(eq(integrations.id, id));
  return (await withAccounts(tx, rows))[0] ?? null;
}

/** The connection to a provider, held until the transaction ends. */
export async function lockIntegrationTo(
  tx: TenantTransaction,
  provider: IntegrationProvider,
): Promise<Integration | null> {
  const rows = await tx.select(columns).from(integrations).where(eq(integrations.provider, provider)).for('update');
  return (await withAccounts(tx, rows))[0] ?? null;
}

/** A connection, held until the transaction ends. */
export async function lockIntegration(tx: TenantTransaction, id: string): Promise<Integration | null> {
  const rows = await tx.select(columns).from(integrations).where(eq(integrations.id, id)).for('update');
  return (await withAccounts(tx, rows))[0] ?? null;
}

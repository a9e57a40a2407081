import type { Integration, IntegrationProvider, IntegrationReason, IntegrationStatus } from '@songtrackpro/contracts';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { forgetOffered, offerAccounts } from './accounts.ts';
import { type SealedTokens, toTokenColumns } from './sealed-tokens.ts';
import { integrations } from './tables.ts';

export interface NewConnection {
  status: IntegrationStatus;
  reason: IntegrationReason | null;
  accountId: string;
  accountName: string;
  scopes: string[];
  missingScopes: string[];
  /** Null where they are not kept. */
  tokens: SealedTokens | null;
  grantExpiresAt: Date | null;
  connectedBy: string | null;
  at: Date;
  /** What it offers; null where that isn't known, and stays as it was. */
  accounts: readonly Omit<Integration['accounts'][number], 'adAccountId'>[] | null;
}

const anew = sql`${integrations.version} + 1`;

/** A row for a connection to be, so that its tokens can be sealed for it. */
export async function insertIntegration(
  tx: TenantTransaction,
  organizationId: string,
  provider: IntegrationProvider,
): Promise<string> {
  const [row] = await tx
    .insert(integrations)
    .values({ organizationId, provider })
    .onConflictDoUpdate({ target: [integrations.organizationId, integrations.provider], set: { provider } })
    .returning({ id: integrations.id });
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** What a person has agreed to takes the place of what was agreed before; facts and chosen ad accounts stay. */
export async function saveConnection(
  tx: TenantTransaction,
  { organizationId, id }: { organizationId: string; id: string },
  connection: NewConnection,
): Promise<void> {
  const { tokens, grantExpiresAt, at, accounts, ...columns } = connection;
  await tx
    .update(integrations)
    .set({
      ...columns,
      ...toTokenColumns(tokens),
      authorizedAt: at.toISOString(),
      refreshedAt: at.toISOString(),
      grantExpiresAt: grantExpiresAt?.toISOString() ?? null,
      lastError: null,
      lastErrorAt: null,
      lastErrorCode: null,
      lastErrorTrace: null,
      errorCount: 0,
      version: anew,
    })
    .where(eq(integrations.id, id));
  if (accounts) await offerAccounts(tx, { organizationId, integrationId: id }, accounts);
}

/**
 * Tokens and all that is known of the account go. The row stays for a later connection, and so do ad accounts with their
 * facts: those that were chosen are chosen again once a connection offers them.
 */
export async function forgetConnection(
  tx: TenantTransaction,
  { organizationId, id }: { organizationId: string; id: string },
  reason: IntegrationReason,
): Promise<void> {
  await tx
    .update(integrations)
    .set({
      status: 'disconnected',
      reason,
      accountId: null,
      accountName: null,
      scopes: [],
      missingScopes: [],
      ...toTokenColumns(null),
      authorizedAt: null,
      grantExpiresAt: null,
      lastError: null,
      lastErrorAt: null,
      lastErrorCode: null,
      lastErrorTrace: null,
      errorCount: 0,
      metadata: { version: 1, apiVersion: null, externalIds: {}, cursors: {} },
      version: anew,
    })
    .where(eq(integrations.id, id));
  await forgetOffered(tx, { organizationId, integrationId: id });
}

/**
 * Tokens that the provider gave in place of earlier ones: from now on they are the connection's. Answers false where those
 * were replaced or forgotten meanwhile.
 */
export async function saveRefreshedTokens(
  tx: TenantTransaction,
  id: string,
  {
    before,
    tokens,
    grantExpiresAt,
    at,
  }: { before: Pick<SealedTokens, 'access'>; tokens: SealedTokens; grantExpiresAt: Date | null; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(integrations)
    .set({
      ...toTokenColumns(tokens),
      status: 'connected',
      reason: null,
      refreshedAt: at.toISOString(),
      grantExpiresAt: grantExpiresAt?.toISOString() ?? null,
      refreshingUntil: null,
      errorCount: 0,
    })
    .where(and(eq(integrations.id, id), eq(integrations.accessToken, Buffer.from(before.access))))
    .returning({ id: integrations.id });
  return rows.length > 0;
}

export interface ConnectionFault {
  status: IntegrationStatus;
  reason: IntegrationReason;
  message: string;
  providerCode: string | null;
  traceId: string | null;
  at: Date;
  /** Until then tokens aren't renewed; null where only a person can help. */
  retryAt: Date | null;
}

/** A renewal that is due waits; one that isn't stays when it was. */
const later = (retryAt: Date) => sql`case when ${integrations.refreshAt} is not null
  then greatest(${integrations.refreshAt}, ${retryAt.toISOString()}::timestamptz) end`;

/** Notes a failure; what was said before of the connection stays. */
export async function noteConnectionFault(tx: TenantTransaction, id: string, fault: ConnectionFault): Promise<void> {
  await tx
    .update(integrations)
    .set({
      status: fault.status,
      reason: fault.reason,
      lastError: fault.message,
      lastErrorAt: fault.at.toISOString(),
      lastErrorCode: fault.providerCode,
      lastErrorTrace: fault.traceId,
      errorCount: sql`${integrations.errorCount} + 1`,
      refreshAt: fault.retryAt && later(fault.retryAt),
    })
    .where(eq(integrations.id, id));
}

/** Notes that a sync got through: whatever was wrong is over. A connection that waits for a person is left as it is. */
export async function noteSync(tx: TenantTransaction, id: string, at: Date): Promise<void> {
  await tx
    .update(integrations)
    .set({ syncedAt: at.toISOString(), status: 'connected', reason: null, errorCount: 0 })
    .where(and(eq(integrations.id, id), inArray(integrations.status, ['connected', 'error'])));
}

import type { IntegrationProvider, IntegrationStatus } from '@songtrackpro/contracts';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { isoInstantOrNull } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { integrations } from './tables.ts';

/** Tokens as the server sealed them; the database never sees one. */
export interface SealedTokens {
  access: string;
  refresh: string | null;
  /** Id of the key that sealed both. */
  keyId: string;
  expiresAt: Date | null;
  /** From when on they are to be renewed; null where they are not. */
  refreshAt: Date | null;
}

export interface ConnectionTokens extends SealedTokens {
  provider: IntegrationProvider;
  status: IntegrationStatus;
  grantExpiresAt: Date | null;
  authorizedAt: Date | null;
}

const toBytes = (text: string | null) => (text === null ? null : Buffer.from(text));
const toText = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());
const toDate = (text: string | null) => (text === null ? null : new Date(text));

/** The columns of tokens; of null for a connection without any. */
export const toTokenColumns = (tokens: SealedTokens | null) => ({
  accessToken: toBytes(tokens?.access ?? null),
  refreshToken: toBytes(tokens?.refresh ?? null),
  tokenKey: tokens?.keyId ?? null,
  tokenExpiresAt: tokens?.expiresAt?.toISOString() ?? null,
  refreshAt: tokens?.refreshAt?.toISOString() ?? null,
});

/** The sealed tokens of a connection; null where it has none. */
export async function findSealedTokens(tx: TenantTransaction, id: string): Promise<ConnectionTokens | null> {
  const [row] = await tx.select().from(integrations).where(eq(integrations.id, id));
  const access = toText(row?.accessToken ?? null);
  if (!row || access === null || row.tokenKey === null) return null;
  return {
    provider: row.provider,
    status: row.status,
    access,
    refresh: toText(row.refreshToken),
    keyId: row.tokenKey,
    expiresAt: toDate(row.tokenExpiresAt),
    refreshAt: toDate(row.refreshAt),
    grantExpiresAt: toDate(row.grantExpiresAt),
    authorizedAt: toDate(isoInstantOrNull(row.authorizedAt)),
  };
}

export interface RefreshClaim {
  tokens: ConnectionTokens;
  /** Names the claim: it ends then by itself. */
  until: string;
}

/**
 * Takes the renewal of a connection's tokens for this process, for so many seconds at most: one process gets it, and a
 * process that dies gives it up by that. Answers the tokens as they then are; null where another one has it.
 */
export async function claimRefresh(tx: TenantTransaction, id: string, seconds: number): Promise<RefreshClaim | null> {
  const { refreshingUntil } = integrations;
  const isFree = or(isNull(refreshingUntil), lt(refreshingUntil, sql`now()`));
  const [row] = await tx
    .update(integrations)
    .set({ refreshingUntil: sql`now() + make_interval(secs => ${seconds})` })
    .where(and(eq(integrations.id, id), isFree))
    .returning({ until: refreshingUntil });
  const tokens = row ? await findSealedTokens(tx, id) : null;
  return tokens && typeof row?.until === 'string' ? { tokens, until: row.until } : null;
}

/** Gives a claim up, so that the next process need not wait for its end. */
export async function releaseRefresh(tx: TenantTransaction, id: string, until: string): Promise<void> {
  await tx
    .update(integrations)
    .set({ refreshingUntil: null })
    .where(and(eq(integrations.id, id), eq(integrations.refreshingUntil, until)));
}

/** Puts tokens that were sealed anew in the place of the same ones; answers false where they changed meanwhile. */
export async function replaceSealedTokens(
  tx: TenantTransaction,
  id: string,
  before: Pick<SealedTokens, 'access'>,
  after: Pick<SealedTokens, 'access' | 'refresh' | 'keyId'>,
): Promise<boolean> {
  const rows = await tx
    .update(integrations)
    .set({ accessToken: toBytes(after.access), refreshToken: toBytes(after.refresh), tokenKey: after.keyId })
    .where(and(eq(integrations.id, id), eq(integrations.accessToken, Buffer.from(before.access))))
    .returning({ id: integrations.id });
  return rows.length > 0;
}

/** Connections of all organizations whose tokens another key than this one sealed. */
export async function listSealedOtherwise(
  { worker }: Pick<Postgres, 'worker'>,
  keyId: string,
): Promise<{ id: string; organizationId: string }[]> {
  return worker<{ id: string; organizationId: string }[]>`
    select id, organization_id as "organizationId" from integrations
    where token_key is not null and token_key <> ${keyId} order by id`;
}

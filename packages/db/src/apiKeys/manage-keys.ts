import { type ApiKey, type ApiKeyStatus, isPermission } from '@songtrackpro/contracts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toNetworks } from './store.ts';
import { apiKeys } from './tables.ts';

type Row = typeof apiKeys.$inferSelect;

function statusOf({ revokedAt, expiresAt, overlapUntil }: Row, now: Date): ApiKeyStatus {
  const isPast = (instant: string | null) => instant !== null && new Date(instant) <= now;
  if (revokedAt !== null) return 'revoked';
  if (isPast(expiresAt) || isPast(overlapUntil)) return 'expired';
  return overlapUntil === null ? 'active' : 'replaced';
}

const toApiKey =
  (now: Date) =>
  (row: Row): ApiKey => ({
    id: row.id,
    name: row.name,
    environment: row.environment,
    prefix: row.prefix,
    scopes: row.scopes.filter(isPermission),
    allowedNetworks: row.allowedIps,
    status: statusOf(row, now),
    createdBy: row.createdBy,
    rotatedFromId: row.rotatedFromId,
    overlapUntil: isoInstantOrNull(row.overlapUntil),
    expiresAt: isoInstantOrNull(row.expiresAt),
    revokedAt: isoInstantOrNull(row.revokedAt),
    lastUsedAt: isoInstantOrNull(row.lastUsedAt),
    useCount: row.useCount,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  });

const present = isNull(apiKeys.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, given.value('id')), present)),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(apiKeys)
    .where(and(present, pageStart(apiKeys.id, given)))
    .orderBy(newestFirst(apiKeys.id))
    .limit(given.value('limit')),
);

/** A key without its secret; its status is that of `now`. */
export async function findApiKey(tx: TenantTransaction, id: string, now: Date): Promise<ApiKey | null> {
  const [row] = await byId(tx, { id });
  return row ? toApiKey(now)(row) : null;
}

export async function listApiKeys(tx: TenantTransaction, request: PageRequest, now: Date): Promise<Page<ApiKey>> {
  return toPage(await page(tx, withNext(request)), request.limit, toApiKey(now));
}

async function change(
  tx: TenantTransaction,
  where: SQL | undefined,
  values: Parameters<ReturnType<TenantTransaction['update']>['set']>[0],
  now: Date,
): Promise<ApiKey | null> {
  const [row] = await tx
    .update(apiKeys)
    .set({ ...values, version: sql`${apiKeys.version} + 1` })
    .where(and(where, present))
    .returning();
  return row ? toApiKey(now)(row) : null;
}

export interface ApiKeyChanges {
  name?: string | undefined;
  scopes?: readonly string[] | undefined;
  allowedNetworks?: readonly string[] | null | undefined;
}

/** Changes a key if it still has the version that was read; null when it has not. */
export function updateApiKey(
  tx: TenantTransaction,
  { id, readVersion, now }: { id: string; readVersion: number; now: Date },
  { name, scopes, allowedNetworks }: ApiKeyChanges,
): Promise<ApiKey | null> {
  const changes = {
    ...(name !== undefined && { name }),
    ...(scopes && { scopes: [...scopes] }),
    ...(allowedNetworks !== undefined && { allowedIps: toNetworks(allowedNetworks) }),
  };
  return change(tx, and(eq(apiKeys.id, id), eq(apiKeys.version, readVersion)), changes, now);
}

/** Lets a key end at a moment because another one took its place; null when it was replaced or revoked before. */
export function replaceApiKey(tx: TenantTransaction, id: string, until: Date, now: Date): Promise<ApiKey | null> {
  const open = and(eq(apiKeys.id, id), isNull(apiKeys.overlapUntil), isNull(apiKeys.revokedAt));
  return change(tx, open, { overlapUntil: until.toISOString() }, now);
}

/** Ends a key for good; null when it was revoked before. */
export function revokeApiKey(tx: TenantTransaction, id: string, now: Date): Promise<ApiKey | null> {
  return change(tx, and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)), { revokedAt: now.toISOString() }, now);
}

import { type WebhookEndpoint, type WebhookEventType, webhookEventTypes } from '@songtrackpro/contracts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { webhookEndpoints } from './tables.ts';

type Row = typeof webhookEndpoints.$inferSelect;

const all = '*';
const known: readonly string[] = webhookEventTypes;
const isKnown = (type: string): type is WebhookEventType => known.includes(type);

const toSelection = (events: readonly string[]) => (events.includes(all) ? null : events.filter(isKnown));
const toColumn = (types: readonly WebhookEventType[] | null): string[] => (types === null ? [all] : [...types]);

const toEndpoint =
  (now: Date) =>
  (row: Row): WebhookEndpoint => {
    const until = isoInstantOrNull(row.previousSecretUntil);
    return {
      id: row.id,
      url: row.url,
      description: row.description,
      eventTypes: toSelection(row.events),
      enabled: row.disabledAt === null,
      disabledReason: row.disabledReason,
      disabledAt: isoInstantOrNull(row.disabledAt),
      failingSince: isoInstantOrNull(row.failingSince),
      previousSecretUntil: until !== null && new Date(until) > now ? until : null,
      version: row.version,
      createdAt: isoInstant(row.createdAt),
    };
  };

export interface SealedSecret {
  /** As the keyring sealed it. */
  text: string;
  keyId: string;
}

export interface NewEndpoint {
  id: string;
  organizationId: string;
  url: string;
  description: string | null;
  eventTypes: readonly WebhookEventType[] | null;
  secret: SealedSecret;
}

/** Counts under a lock that a transaction holds to its end, so that two who make an endpoint can't both be the last. */
export async function countEndpoints(tx: TenantTransaction, organizationId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 12))`);
  return tx.$count(webhookEndpoints);
}

export async function insertEndpoint(tx: TenantTransaction, input: NewEndpoint, now: Date): Promise<WebhookEndpoint> {
  const { secret, eventTypes, ...fields } = input;
  const values = {
    ...fields,
    events: toColumn(eventTypes),
    secret: Buffer.from(secret.text),
    secretKey: secret.keyId,
  };
  const [row] = await tx.insert(webhookEndpoints).values(values).returning();
  if (!row) throw new Error('insert returned no row');
  return toEndpoint(now)(row);
}

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, given.value('id'))),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(webhookEndpoints)
    .where(pageStart(webhookEndpoints.id, given))
    .orderBy(newestFirst(webhookEndpoints.id))
    .limit(given.value('limit')),
);

export async function findEndpoint(tx: TenantTransaction, id: string, now: Date): Promise<WebhookEndpoint | null> {
  const [row] = await byId(tx, { id });
  return row ? toEndpoint(now)(row) : null;
}

export async function listEndpoints(
  tx: TenantTransaction,
  request: PageRequest,
  now: Date,
): Promise<Page<WebhookEndpoint>> {
  return toPage(await page(tx, withNext(request)), request.limit, toEndpoint(now));
}

async function change(
  tx: TenantTransaction,
  where: SQL | undefined,
  values: Parameters<ReturnType<TenantTransaction['update']>['set']>[0],
  now: Date,
): Promise<WebhookEndpoint | null> {
  const [row] = await tx
    .update(webhookEndpoints)
    .set({ ...values, version: sql`${webhookEndpoints.version} + 1` })
    .where(where)
    .returning();
  return row ? toEndpoint(now)(row) : null;
}

export interface EndpointChanges {
  url?: string | undefined;
  description?: string | null | undefined;
  eventTypes?: readonly WebhookEventType[] | null | undefined;
  enabled?: boolean | undefined;
}

const enabling = { disabledAt: null, disabledReason: null, failingSince: null };

/** Changes an endpoint if it still has the version that was read; null when it has not. */
export function updateEndpoint(
  tx: TenantTransaction,
  { id, readVersion, now }: { id: string; readVersion: number; now: Date },
  { url, description, eventTypes, enabled }: EndpointChanges,
): Promise<WebhookEndpoint | null> {
  const disabling = { disabledAt: now.toISOString(), disabledReason: 'member' as const };
  const changes = {
    ...(url !== undefined && { url }),
    ...(description !== undefined && { description }),
    ...(eventTypes !== undefined && { events: toColumn(eventTypes) }),
    ...(enabled !== undefined && (enabled ? enabling : disabling)),
  };
  return change(tx, and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.version, readVersion)), changes, now);
}

/** Disables an endpoint because of what its receiver does; null where it is disabled already. */
export function disableEndpoint(
  tx: TenantTransaction,
  id: string,
  reason: 'gone' | 'failing',
  now: Date,
): Promise<WebhookEndpoint | null> {
  const enabled = and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.disabledAt));
  return change(tx, enabled, { disabledAt: now.toISOString(), disabledReason: reason }, now);
}

/** Puts a secret in place of the present one, which signs beside it until a moment. */
export function replaceSecret(
  tx: TenantTransaction,
  { id, secret, previousUntil, now }: { id: string; secret: SealedSecret; previousUntil: Date; now: Date },
): Promise<WebhookEndpoint | null> {
  const values = {
    secret: Buffer.from(secret.text),
    secretKey: secret.keyId,
    previousSecret: sql`${webhookEndpoints.secret}`,
    previousSecretKey: sql`${webhookEndpoints.secretKey}`,
    previousSecretUntil: previousUntil.toISOString(),
  };
  return change(tx, eq(webhookEndpoints.id, id), values, now);
}

/** Deletes an endpoint with its deliveries; false when there is no such endpoint. */
export async function deleteEndpoint(tx: TenantTransaction, id: string): Promise<boolean> {
  const rows = await tx
    .delete(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id))
    .returning({ id: webhookEndpoints.id });
  return rows.length > 0;
}

import { and, eq, sql } from 'drizzle-orm';
import { adAccounts } from '../campaigns/tables.ts';
import { type Claim, claimWork } from '../core/claim.ts';
import { isoInstantOrNull } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { adAccountSyncs, type SyncFault } from './sync-tables.ts';
import { integrations } from './tables.ts';

type Row = typeof adAccountSyncs.$inferSelect;

/** The sync of an ad account and what it needs of the account and its connection. */
export interface SyncRecord extends Omit<Row, 'createdAt' | 'updatedAt'> {
  account: { name: string; externalId: string | null; currency: string | null; timeZone: string | null };
  /** Null where the account was chosen under no connection. */
  integration: { id: string; status: string; provider: string } | null;
}

/** What a step of a sync changes; the totals are added to those that are there. */
export interface SyncStep {
  status?: Row['status'];
  startedAt?: string;
  succeededAt?: string;
  waitUntil?: string | null;
  backFillFrom?: string | null;
  backFillUntil?: string | null;
  backFillCursors?: Row['backFillCursors'];
  settledThrough?: string | null;
  gauges?: Row['gauges'];
  fault?: SyncFault | null;
  add?: Partial<Record<'rowsRead' | 'factsChanged' | 'factsCompared' | 'factsRestated' | 'unreconciled', number>>;
}

export interface DueSync {
  organizationId: string;
  adAccountId: string;
}

const selection = {
  sync: adAccountSyncs,
  account: {
    name: adAccounts.name,
    externalId: adAccounts.externalId,
    currency: adAccounts.currency,
    timeZone: adAccounts.timeZone,
  },
  integration: { id: integrations.id, status: integrations.status, provider: integrations.provider },
};

const joined = (tx: TenantTransaction) =>
  tx
    .select(selection)
    .from(adAccountSyncs)
    .innerJoin(adAccounts, eq(adAccounts.id, adAccountSyncs.adAccountId))
    .leftJoin(integrations, eq(integrations.id, adAccounts.integrationId));

type Joined = Awaited<ReturnType<typeof joined>>[number];

function toRecord({ sync, account, integration }: Joined): SyncRecord {
  const { createdAt: _, updatedAt: __, ...row } = sync;
  const instants = {
    requestedAt: isoInstantOrNull(row.requestedAt) ?? row.requestedAt,
    startedAt: isoInstantOrNull(row.startedAt),
    succeededAt: isoInstantOrNull(row.succeededAt),
    waitUntil: isoInstantOrNull(row.waitUntil),
  };
  return { ...row, ...instants, account, integration };
}

/** Asks for a sync; one that runs already begins anew when it is done. Answers false where there is no such account. */
export async function requestSync(
  tx: TenantTransaction,
  { organizationId, adAccountId }: DueSync,
  now: Date,
): Promise<boolean> {
  const [account] = await tx.select({ id: adAccounts.id }).from(adAccounts).where(eq(adAccounts.id, adAccountId));
  if (!account) return false;
  const requestedAt = now.toISOString();
  await tx
    .insert(adAccountSyncs)
    .values({ organizationId, adAccountId, requestedAt })
    .onConflictDoUpdate({
      target: [adAccountSyncs.organizationId, adAccountSyncs.adAccountId],
      set: {
        requestedAt,
        status: sql`case when ${adAccountSyncs.status} in ('idle', 'failed') then 'queued' else ${adAccountSyncs.status} end`,
        // A throttle stays: asking before its end would prolong it.
        waitUntil: sql`case when ${adAccountSyncs.status} = 'throttled' then ${adAccountSyncs.waitUntil} end`,
      },
    });
  return true;
}

export async function findSync(tx: TenantTransaction, adAccountId: string): Promise<SyncRecord | null> {
  const [row] = await joined(tx).where(eq(adAccountSyncs.adAccountId, adAccountId));
  return row ? toRecord(row) : null;
}

/** All syncs of the organization, or those of one connection. */
export async function listSyncs(tx: TenantTransaction, integrationId?: string): Promise<SyncRecord[]> {
  const own = integrationId === undefined ? undefined : eq(adAccounts.integrationId, integrationId);
  const rows = await joined(tx).where(and(own)).orderBy(adAccountSyncs.adAccountId);
  return rows.map(toRecord);
}

export async function updateSync(tx: TenantTransaction, adAccountId: string, { add = {}, ...step }: SyncStep) {
  const totals = Object.fromEntries(
    Object.entries(add).map(([name, count]) => {
      const column = adAccountSyncs[name as keyof typeof add];
      return [name, sql`${column} + ${count}`];
    }),
  );
  await tx
    .update(adAccountSyncs)
    .set({ ...step, ...totals })
    .where(eq(adAccountSyncs.adAccountId, adAccountId));
}

/** What the platform says about an account now. */
export async function updateAdAccount(
  tx: TenantTransaction,
  adAccountId: string,
  account: { name: string; currency: string; timeZone: string },
): Promise<void> {
  await tx.update(adAccounts).set(account).where(eq(adAccounts.id, adAccountId));
}

/** Syncs over all organizations that should be at work: asked for, left behind, waited long enough, or of a while ago. */
export async function listDueSyncs(
  { worker }: Pick<Postgres, 'worker'>,
  { now, againAfterMs }: { now: Date; againAfterMs: number },
): Promise<DueSync[]> {
  const again = new Date(now.getTime() - againAfterMs).toISOString();
  return worker<DueSync[]>`
    select s.organization_id as "organizationId", s.ad_account_id as "adAccountId" from ad_account_syncs s
    join organizations o on o.id = s.organization_id and o.deleted_at is null
    where s.status in ('queued', 'running')
      or (s.status in ('throttled', 'failed') and s.wait_until <= ${now.toISOString()})
      or (s.status = 'idle' and s.succeeded_at <= ${again})
    order by s.requested_at`;
}

/** Takes the sync of an ad account for this process, or null when another one is at it. */
export const claimSync = (postgres: Pick<Postgres, 'worker'>, adAccountId: string): Promise<Claim | null> =>
  claimWork(postgres, 'sync', adAccountId);

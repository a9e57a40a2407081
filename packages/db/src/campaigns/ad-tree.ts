import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { adSets, ads } from './ad-tables.ts';
import { AdTreeIndex, type AdTreeName, type AdTreeRow, nodeKey } from './ad-tree-index.ts';
import { adAccounts, campaigns } from './tables.ts';

export interface AdAccountName {
  name: string;
  externalId: string | null;
  currency: string | null;
}

export interface AdAccount {
  id: string;
  name: string;
  externalId: string | null;
  currency: string | null;
  timeZone: string | null;
}

const accountColumns = {
  id: adAccounts.id,
  name: adAccounts.name,
  externalId: adAccounts.externalId,
  currency: adAccounts.currency,
  timeZone: adAccounts.timeZone,
};

/** Imports of one organization name subjects one after another, so that two files make one campaign and not two. */
export async function lockSubjects(tx: TenantTransaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 1))`);
}

export async function findAdAccount(tx: TenantTransaction, id: string): Promise<AdAccount | null> {
  const [row] = await tx.select(accountColumns).from(adAccounts).where(eq(adAccounts.id, id));
  return row ?? null;
}

export async function listAdAccounts(tx: TenantTransaction): Promise<(AdAccount & { campaigns: number })[]> {
  return tx
    .select({
      ...accountColumns,
      campaigns: sql<number>`(select count(*)::int from campaigns c where c.ad_account_id = ad_accounts.id and c.deleted_at is null)`,
    })
    .from(adAccounts)
    .orderBy(adAccounts.id)
    .limit(200);
}

/**
 * The account of this platform id, else of this name; made when there is none. Its currency is learned from the first that names
 * one. Call under `lockSubjects`.
 */
export async function resolveAdAccount(
  tx: TenantTransaction,
  organizationId: string,
  wanted: AdAccountName,
): Promise<{ account: AdAccount; created: boolean }> {
  const same =
    wanted.externalId === null ? eq(adAccounts.name, wanted.name) : eq(adAccounts.externalId, wanted.externalId);
  const [found] = await tx.select(accountColumns).from(adAccounts).where(same).orderBy(adAccounts.id).limit(1);
  if (found && (found.currency !== null || wanted.currency === null)) return { account: found, created: false };
  if (found) {
    const { currency } = wanted;
    await tx.update(adAccounts).set({ currency }).where(eq(adAccounts.id, found.id));
    return { account: { ...found, currency }, created: false };
  }
  const [row] = await tx
    .insert(adAccounts)
    .values({ organizationId, ...wanted })
    .returning(accountColumns)
    .catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return { account: row, created: true };
}

export interface ResolvedNodes {
  /** Ids by `nodeKey` of the wanted name. */
  ids: Map<string, string>;
  created: number;
}

const chunk = 1000;
const tables = { campaign: campaigns, adSet: adSets, ad: ads } as const;

async function load(tx: TenantTransaction, kind: AdTreeName['kind'], accountId: string): Promise<AdTreeRow[]> {
  if (kind === 'campaign') {
    return tx
      .select({
        id: campaigns.id,
        name: campaigns.name,
        externalId: campaigns.externalId,
        campaignId: sql<null>`null`,
        adSetId: sql<null>`null`,
      })
      .from(campaigns)
      .where(
        and(
          eq(campaigns.adAccountId, accountId),
          // One of ours that was made on the platform has its id.
          or(eq(campaigns.origin, 'import'), isNotNull(campaigns.externalId)),
        ),
      );
  }
  if (kind === 'adSet') {
    return tx
      .select({
        id: adSets.id,
        name: adSets.name,
        externalId: adSets.externalId,
        campaignId: adSets.campaignId,
        adSetId: sql<null>`null`,
      })
      .from(adSets)
      .where(eq(adSets.adAccountId, accountId));
  }
  return tx
    .select({
      id: ads.id,
      name: ads.name,
      externalId: ads.externalId,
      campaignId: ads.campaignId,
      adSetId: ads.adSetId,
    })
    .from(ads)
    .where(eq(ads.adAccountId, accountId));
}

async function insertNodes(
  tx: TenantTransaction,
  organizationId: string,
  accountId: string,
  names: AdTreeName[],
  artistId: string | null,
): Promise<{ id: string }[]> {
  const shared = { organizationId, adAccountId: accountId, origin: 'import' as const };
  const kind = names[0]?.kind;
  if (kind === 'campaign') {
    const rows = names.map(({ name, externalId }) => ({ ...shared, name, externalId, artistId }));
    return tx.insert(campaigns).values(rows).returning({ id: campaigns.id }).catch(rethrowConstraint);
  }
  if (kind === 'adSet') {
    const rows = names.map(({ name, externalId, campaignId }) => ({ ...shared, name, externalId, campaignId }));
    return tx.insert(adSets).values(rows).returning({ id: adSets.id }).catch(rethrowConstraint);
  }
  const rows = names.map(({ name, externalId, campaignId, adSetId }) => ({
    ...shared,
    name,
    externalId,
    campaignId,
    adSetId,
  }));
  return tx.insert(ads).values(rows).returning({ id: ads.id }).catch(rethrowConstraint);
}

/** Links known campaigns that have no artist yet to the one that the import was said to promote. */
async function promoteArtist(tx: TenantTransaction, ids: string[], artistId: string): Promise<void> {
  await tx
    .update(campaigns)
    .set({ artistId, version: sql`${campaigns.version} + 1` })
    .where(and(inArray(campaigns.id, ids), isNull(campaigns.artistId)));
}

/**
 * Ids of campaigns, ad sets or ads that an export names: known ones are found by platform id or name, a row known only
 * by name takes the platform id when an export brings it, and the rest is made. Call under `lockSubjects`.
 */
export async function resolveNodes(
  tx: TenantTransaction,
  organizationId: string,
  accountId: string,
  names: AdTreeName[],
  artistId: string | null,
): Promise<ResolvedNodes> {
  const kind = names[0]?.kind;
  const ids = new Map<string, string>();
  if (kind === undefined) return { ids, created: 0 };
  const index = new AdTreeIndex(await load(tx, kind, accountId));
  const missing: AdTreeName[] = [];
  for (const wanted of names) {
    const found = index.find(wanted);
    if (!found) {
      missing.push(wanted);
      continue;
    }
    ids.set(nodeKey(wanted), found.id);
    if (wanted.externalId !== null && found.externalId === null) {
      const table = tables[kind];
      await tx.update(table).set({ externalId: wanted.externalId }).where(eq(table.id, found.id));
      index.adopt(found, wanted.externalId);
    }
  }
  if (kind === 'campaign' && artistId !== null && ids.size > 0) await promoteArtist(tx, [...ids.values()], artistId);
  for (let start = 0; start < missing.length; start += chunk) {
    const part = missing.slice(start, start + chunk);
    const rows = await insertNodes(tx, organizationId, accountId, part, artistId);
    part.forEach((wanted, position) => {
      const row = rows[position];
      if (row) ids.set(nodeKey(wanted), row.id);
    });
  }
  return { ids, created: missing.length };
}

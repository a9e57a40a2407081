import type { SubjectKind } from '@songtrackpro/contracts';
import { inArray } from 'drizzle-orm';
import { artists } from '../artists/tables.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from '../tracks/tables.ts';
import { adSets, ads } from './ad-tables.ts';
import { adAccounts, campaigns } from './tables.ts';

/** Names of the subjects of one kind by id; ids of other organizations are simply not there. */
export async function findSubjectNames(
  tx: TenantTransaction,
  kind: SubjectKind,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await namesOf(tx, kind, ids);
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function namesOf(
  tx: TenantTransaction,
  kind: SubjectKind,
  ids: string[],
): Promise<{ id: string; name: string }[]> {
  switch (kind) {
    case 'artist':
      return tx.select({ id: artists.id, name: artists.name }).from(artists).where(inArray(artists.id, ids));
    case 'track':
      return tx.select({ id: tracks.id, name: tracks.title }).from(tracks).where(inArray(tracks.id, ids));
    case 'campaign':
      return tx.select({ id: campaigns.id, name: campaigns.name }).from(campaigns).where(inArray(campaigns.id, ids));
    case 'adAccount':
      return tx
        .select({ id: adAccounts.id, name: adAccounts.name })
        .from(adAccounts)
        .where(inArray(adAccounts.id, ids));
    case 'adSet':
      return tx.select({ id: adSets.id, name: adSets.name }).from(adSets).where(inArray(adSets.id, ids));
    case 'ad':
      return tx.select({ id: ads.id, name: ads.name }).from(ads).where(inArray(ads.id, ids));
  }
}

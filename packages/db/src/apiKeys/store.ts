import { type SQL, sql } from 'drizzle-orm';
import { isoInstantOrNull } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { apiKeys } from './tables.ts';

export interface ApiKeyRecord {
  id: string;
  organizationId: string;
  name: string;
  prefix: string;
  scopes: string[];
  expiresAt: string | null;
}

export interface NewApiKey {
  organizationId: string;
  name: string;
  prefix: string;
  /** SHA-256 of the key. */
  keyHash: Uint8Array;
  scopes: string[];
  environment?: 'live' | 'dev';
  allowedNetworks?: readonly string[] | null;
  createdBy?: string | null;
  rotatedFromId?: string | null;
  expiresAt?: string | null;
}

/** Networks as the column takes them: an address is a network of one, and bits behind the prefix are cut off. */
export const toNetworks = (networks: readonly string[] | null): SQL | null =>
  networks && sql`array(select network(n::inet) from jsonb_array_elements_text(${JSON.stringify(networks)}::jsonb) n)`;

export async function insertApiKey(tx: TenantTransaction, input: NewApiKey): Promise<string> {
  const { allowedNetworks = null, ...fields } = input;
  const allowedIps = toNetworks(allowedNetworks);
  const [row] = await tx
    .insert(apiKeys)
    .values({ ...fields, ...(allowedIps && { allowedIps }) })
    .returning({ id: apiKeys.id });
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** A key that may be used, and whether it may be used from where the call came. */
export interface UsableApiKey {
  apiKey: ApiKeyRecord;
  fromAllowedNetwork: boolean;
}

/**
 * Finds the key of this hash if it may still be used; runs before any organization is known. A key with networks is
 * used from one of them or not at all, so an unknown address (null) is none of them.
 */
export async function findUsableApiKey(
  postgres: Pick<Postgres, 'auth'>,
  keyHash: Uint8Array,
  address: string | null,
): Promise<UsableApiKey | null> {
  const [row] = await postgres.auth<
    {
      id: string;
      organization_id: string;
      name: string;
      prefix: string;
      scopes: string[];
      expires_at: string | Date | null;
      allowed: boolean;
    }[]
  >`
    select k.id, k.organization_id, k.name, k.prefix, k.scopes, k.expires_at,
      k.allowed_ips is null or coalesce(${address}::inet <<= any (k.allowed_ips), false) as allowed
    from api_keys k join organizations o on o.id = k.organization_id
    where k.key_hash = ${keyHash} and k.revoked_at is null and k.deleted_at is null
      and o.deleted_at is null and (k.expires_at is null or k.expires_at > now())
      and (k.overlap_until is null or k.overlap_until > now())`;
  if (!row) return null;
  const expires = row.expires_at instanceof Date ? row.expires_at.toISOString() : row.expires_at;
  const apiKey = {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    expiresAt: isoInstantOrNull(expires),
  };
  return { apiKey, fromAllowedNetwork: row.allowed };
}

/** Deletes a key, which stops working at once; false when there is no such key. */
export const deleteApiKey = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, apiKeys, id)) !== null;

/** Brings a deleted key back; one that was revoked or has expired stays unusable. */
export const restoreApiKey = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, apiKeys, id)) !== null;

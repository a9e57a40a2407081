import type { Organization, Suspension } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toSuspension } from './suspension.ts';
import { organizations } from './tables.ts';

export type NewOrganization = Pick<Organization, 'id' | 'name' | 'slug' | 'kind' | 'timeZone' | 'currency'>;

export type OrganizationChanges = Partial<
  Pick<Organization, 'name' | 'slug' | 'kind' | 'timeZone' | 'currency' | 'settings'>
>;

export function toOrganization(row: typeof organizations.$inferSelect): Organization {
  const { id, name, slug, kind, timeZone, currency, ownerId, version } = row;
  const { version: _, ...settings } = row.settings;
  return {
    id,
    name,
    slug,
    kind,
    timeZone,
    currency,
    settings,
    ownerId,
    suspension: toSuspension(row.suspendedAt, row.suspensionReason),
    version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
  };
}

/** Inserts the organization that the transaction already runs as; its id is chosen by the caller. */
export async function insertOrganization(tx: TenantTransaction, input: NewOrganization): Promise<Organization> {
  const [row] = await tx.insert(organizations).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toOrganization(row);
}

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(organizations)
    .where(and(eq(organizations.id, given.value('id')), isNull(organizations.deletedAt))),
);

export async function findOrganization(tx: TenantTransaction, id: string): Promise<Organization | null> {
  const [row] = await byId(tx, { id });
  return row ? toOrganization(row) : null;
}

/** Changes an organization if it still has the version that was read; null when it has not. */
export async function updateOrganization(
  tx: TenantTransaction,
  id: string,
  readVersion: number,
  { settings, ...changes }: OrganizationChanges,
): Promise<Organization | null> {
  const [row] = await tx
    .update(organizations)
    .set({
      ...changes,
      ...(settings && { settings: { version: 2, ...settings } }),
      version: sql`${organizations.version} + 1`,
    })
    .where(and(eq(organizations.id, id), eq(organizations.version, readVersion), isNull(organizations.deletedAt)))
    .returning()
    .catch(rethrowConstraint);
  return row ? toOrganization(row) : null;
}

/** Stops an organization, or with null lets it go on. Null when there is no such organization. */
export async function setSuspension(
  tx: TenantTransaction,
  id: string,
  suspension: Suspension | null,
): Promise<Organization | null> {
  const [row] = await tx
    .update(organizations)
    .set({ suspendedAt: suspension?.since ?? null, suspensionReason: suspension?.reason ?? null })
    .where(and(eq(organizations.id, id), isNull(organizations.deletedAt)))
    .returning();
  return row ? toOrganization(row) : null;
}

/** Deletes the organization that the transaction runs as: its keys stop working at once, its rows stay until the purge. */
export const deleteOrganization = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, organizations, id)) !== null;

/**
 * Takes the deletion back, under another slug where one is given; refused where another organization has taken the slug
 * meanwhile.
 */
export async function restoreOrganization(tx: TenantTransaction, id: string, slug?: string): Promise<boolean> {
  if (slug !== undefined) await tx.update(organizations).set({ slug }).where(eq(organizations.id, id));
  return (await unmarkDeleted(tx, organizations, id)) !== null;
}

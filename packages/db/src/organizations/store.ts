import type { Organization } from '@songtrackpro/contracts';
import { and, eq, isNull } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { organizations } from './tables.ts';

export type NewOrganization = Pick<Organization, 'id' | 'name' | 'slug' | 'kind' | 'timeZone' | 'currency'>;

function toOrganization(row: typeof organizations.$inferSelect): Organization {
  const { id, name, slug, kind, timeZone, currency, createdAt } = row;
  return { id, name, slug, kind, timeZone, currency, createdAt: isoInstant(createdAt) };
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

/** Deletes the organization that the transaction runs as: its keys stop working at once, its rows stay until the purge. */
export const deleteOrganization = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, organizations, id)) !== null;

/** Takes the deletion back; refused where another organization has taken the slug meanwhile. */
export const restoreOrganization = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, organizations, id)) !== null;

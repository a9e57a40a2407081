import { sql } from 'drizzle-orm';
import { type AnyPgColumn, pgPolicy } from 'drizzle-orm/pg-core';

const ownOrganization = sql`organization_id = (select current_organization())`;

/** A transaction's own organization, for reading and writing. */
export const tenantPolicy = () =>
  pgPolicy('tenant', { to: 'app_rw', using: ownOrganization, withCheck: ownOrganization });

/** Rows that a tenant may only add. */
export const tenantAppends = () => pgPolicy('tenant', { for: 'insert', to: 'app_rw', withCheck: ownOrganization });

/** Rows of the person at work, whatever the organization. */
export const ownRows = (userId: AnyPgColumn) => {
  const own = sql`${sql.raw(userId.name)} = (select current_actor())`;
  return pgPolicy('own_row', { to: 'app_rw', using: own, withCheck: own });
};

const anyRow = sql`true`;

/** Everything, for a role that serves all tenants. */
export const allRows = (name: string, role: 'app_auth' | 'app_worker') =>
  pgPolicy(name, { to: role, using: anyRow, withCheck: anyRow });

export const readAllRows = (name: string, role: 'app_auth' | 'app_worker' | 'app_search') =>
  pgPolicy(name, { for: 'select', to: role, using: anyRow });

/** Rows that were deleted, for the worker that removes them for good. */
export const purgePolicy = () =>
  pgPolicy('purge', { to: 'app_worker', using: sql`deleted_at is not null`, withCheck: sql`false` });

import { type SQL, sql } from 'drizzle-orm';
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

/**
 * Narrows a table for a member who is restricted to some artists: rows for which `visible` holds, for everybody else all.
 * In it `artists` stands for the member's own. A case and no `or`: of an `or` the planner expects one row in two hundred,
 * and then sorts all rows of the tenant instead of walking an index in the order of a list.
 */
function ofMemberArtists(visible?: (artists: SQL) => SQL) {
  const artists = sql`(select current_artists())`;
  const rule = visible
    ? sql`case when ${artists} is null then true else ${visible(artists)} end`
    : sql`${artists} is null`;
  return pgPolicy('member_artists', { as: 'restrictive', to: 'app_rw', using: rule, withCheck: rule });
}

/** Rows of an artist: the column that names it. */
export const memberArtistsOnly = (artistId: string) =>
  ofMemberArtists((artists) => sql`${sql.raw(artistId)} = any (${artists})`);

/** Pairs of artists or of tracks, of which both are the member's. */
export const memberPairsOnly = () =>
  ofMemberArtists(
    (artists) => sql`(first_artist_id = any (${artists}) and second_artist_id = any (${artists}))
      or (first_track_id in (select tracks.id from tracks) and second_track_id in (select tracks.id from tracks))`,
  );

export const memberCampaignsOnly = () =>
  ofMemberArtists(() => sql`campaign_id in (select campaigns.id from campaigns)`);

/** Rows of an artist, or of a track of one. */
export const memberArtistsOrTracksOnly = (artistId: string, trackId: string) =>
  ofMemberArtists(
    (artists) => sql`${sql.raw(artistId)} = any (${artists}) or ${sql.raw(trackId)} in (select tracks.id from tracks)`,
  );

/** Rows that concern the whole organization. */
export const unrestrictedMembersOnly = () => ofMemberArtists();

const anyRow = sql`true`;

/** Everything, for a role that serves all tenants. */
export const allRows = (name: string, role: 'app_auth' | 'app_worker' | 'app_search') =>
  pgPolicy(name, { to: role, using: anyRow, withCheck: anyRow });

export const readAllRows = (name: string, role: 'app_auth' | 'app_worker' | 'app_search') =>
  pgPolicy(name, { for: 'select', to: role, using: anyRow });

/**
 * Rows for the operator's commands, which work as the tables' owner (whatever its name): row security holds the owner as
 * well, unless its transaction says that it is one of them.
 */
export function operatorPolicy(access: 'select' | 'all') {
  const isOperator = sql`current_setting('app.operator', true) = 'on'`;
  const policy = { for: access, to: 'owner', using: isOperator };
  return pgPolicy('operator', access === 'all' ? { ...policy, withCheck: isOperator } : policy);
}

/** Rows that were deleted, for the worker that removes them for good. */
export const purgePolicy = () =>
  pgPolicy('purge', { to: 'app_worker', using: sql`deleted_at is not null`, withCheck: sql`false` });

/** The same without rows that were merged into another one: their facts are still read with that one's. */
export const purgeUnmergedPolicy = () =>
  pgPolicy('purge', {
    to: 'app_worker',
    using: sql`deleted_at is not null and merged_into is null`,
    withCheck: sql`false`,
  });

/** Rows that a role of the server may only add, where they are what `rule` says. */
export const appends = (name: string, role: 'app_auth' | 'app_worker', rule: SQL = anyRow) =>
  pgPolicy(name, { for: 'insert', to: role, withCheck: rule });

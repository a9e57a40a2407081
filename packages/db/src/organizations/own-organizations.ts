import {
  type MemberRole,
  OrganizationSettings,
  type OwnOrganization,
  organizationGraceDays,
} from '@songtrackpro/contracts';
import { isoInstant } from '../core/columns.ts';
import { type Page, type PageRequest, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import { toOrganization } from './store.ts';

const dayMs = 24 * 3600 * 1000;

/** Until when a deleted organization may be taken back. */
export const restorableUntil = (deletedAt: Date): Date => new Date(deletedAt.getTime() + organizationGraceDays * dayMs);

type Row = Parameters<typeof toOrganization>[0] & {
  membershipId: string;
  role: MemberRole;
  artistIds: string[] | null;
  joinedAt: string;
  isHome: boolean;
};

function toOwnOrganization(row: Row): OwnOrganization {
  const { role, artistIds, joinedAt, isHome, deletedAt } = row;
  return {
    organization: toOrganization({ ...row, settings: OrganizationSettings.read(row.settings) }),
    role,
    artistIds,
    joinedAt: isoInstant(joinedAt),
    isHome,
    restorableUntil: deletedAt === null ? null : restorableUntil(new Date(deletedAt)).toISOString(),
  };
}

/**
 * Organizations that a person is a member of, the newest membership first; a deleted one for its owners as long as it
 * may be restored. Runs before any organization is known.
 */
export async function listOwnOrganizations(
  postgres: Pick<Postgres, 'auth'>,
  userId: string,
  now: Date,
  request: PageRequest,
): Promise<Page<OwnOrganization>> {
  const { limit, after } = withNext(request);
  const restorableSince = new Date(now.getTime() - organizationGraceDays * dayMs);
  const rows = await postgres.auth<Row[]>`
    select m.id as "membershipId", m.role, m.joined_at::text as "joinedAt",
      case when m.all_artists then null else array(
        select a.artist_id from member_artists a
        where a.organization_id = m.organization_id and a.user_id = m.user_id order by 1) end as "artistIds",
      m.id is not distinct from (
        select h.id from organization_members h join organizations ho on ho.id = h.organization_id
        where h.user_id = u.id and ho.deleted_at is null
        order by (h.organization_id = u.organization_id) desc nulls last, h.joined_at, h.id limit 1) as "isHome",
      o.id, o.owner_id as "ownerId", o.name, o.slug, o.kind, o.time_zone as "timeZone", o.currency, o.settings, o.version,
      o.suspended_at::text as "suspendedAt", o.suspension_reason as "suspensionReason",
      o.created_at::text as "createdAt", o.updated_at::text as "updatedAt", o.deleted_at::text as "deletedAt"
    from users u
    join organization_members m on m.user_id = u.id
    join organizations o on o.id = m.organization_id
    where u.id = ${userId} and (${after}::uuid is null or m.id < ${after}::uuid)
      and (o.deleted_at is null or (m.role = 'owner' and o.deleted_at > ${restorableSince.toISOString()}::timestamptz))
    order by m.id desc limit ${limit}`;
  const page = rows.map((row) => ({ id: row.membershipId, item: toOwnOrganization(row) }));
  return toPage(page, request.limit, ({ item }) => item);
}

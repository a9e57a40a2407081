import { type MemberRole, OrganizationSettings, type OwnOrganization } from '@songtrackpro/contracts';
import { isoInstant } from '../core/columns.ts';
import { type Page, type PageRequest, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import { toOrganization } from './store.ts';

type Row = Parameters<typeof toOrganization>[0] & {
  membershipId: string;
  role: MemberRole;
  artistIds: string[] | null;
  joinedAt: string;
  isHome: boolean;
};

/** Whose organizations, and as of when; deleted ones are kept so many days. */
interface OwnRequest extends PageRequest {
  userId: string;
  now: Date;
  keptDays: number;
}

/** Until when a deleted row may be taken back, where deleted rows are kept so many days. */
export const restorableUntil = (deletedAt: Date, keptDays: number): Date =>
  new Date(deletedAt.getTime() + keptDays * 86_400_000);

function toOwnOrganization(row: Row, keptDays: number): OwnOrganization {
  const { role, artistIds, joinedAt, isHome, deletedAt } = row;
  return {
    organization: toOrganization({ ...row, settings: OrganizationSettings.read(row.settings) }),
    role,
    artistIds,
    joinedAt: isoInstant(joinedAt),
    isHome,
    restorableUntil: deletedAt === null ? null : restorableUntil(new Date(deletedAt), keptDays).toISOString(),
  };
}

/**
 * Organizations that a person is a member of, the newest membership first; a deleted one for its owners as long as it
 * may be restored. Runs before any organization is known.
 */
export async function listOwnOrganizations(
  postgres: Pick<Postgres, 'auth'>,
  { userId, now, keptDays, ...request }: OwnRequest,
): Promise<Page<OwnOrganization>> {
  const { limit, after } = withNext(request);
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
      and (o.deleted_at is null or (m.role = 'owner' and o.deleted_at + make_interval(secs => ${keptDays * 86_400}) > ${now.toISOString()}::timestamptz))
    order by m.id desc limit ${limit}`;
  const page = rows.map((row) => ({ id: row.membershipId, item: toOwnOrganization(row, keptDays) }));
  return toPage(page, request.limit, ({ item }) => item);
}

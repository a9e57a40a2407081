import { MemberPermissions, type MemberRole, type Suspension } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';
import { toSuspension } from '../organizations/suspension.ts';

export interface SessionUser {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
  /** What the person signed up as; `admin` runs this installation. */
  role: 'artist' | 'label' | 'agency' | 'admin';
}

/** A person's place in one organization. */
export interface Membership {
  organizationId: string;
  role: MemberRole;
  permissions: MemberPermissions;
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
  /** Null unless the operator has stopped the organization. */
  suspension: Suspension | null;
}

/** What lets a person of the staff read in an organization for a time. */
export interface SupportGrant {
  id: string;
  organizationId: string;
  /** ISO 8601. */
  expiresAt: string;
  suspension: Suspension | null;
}

export interface Session {
  id: string;
  user: SessionUser;
  member: Membership | null;
  /** Null for everybody who has a membership, and outside of an access. */
  support: SupportGrant | null;
}

interface Row {
  id: string;
  user_id: string;
  email: string;
  name: string;
  email_verified: boolean;
  account_role: SessionUser['role'];
  organization_id: string | null;
  member_role: MemberRole | null;
  permissions: unknown;
  artist_ids: string[] | null;
  suspended_at: Date | string | null;
  suspension_reason: string | null;
  ageing: boolean;
  support_id: string | null;
  support_organization_id: string | null;
  support_expires_at: Date | string | null;
}

const memberOf = (row: Row): Membership | null =>
  row.organization_id === null || row.member_role === null
    ? null
    : {
        organizationId: row.organization_id,
        role: row.member_role,
        permissions: MemberPermissions.read(row.permissions),
        artistIds: row.artist_ids,
        suspension: toSuspension(row.suspended_at, row.suspension_reason),
      };

const supportOf = (row: Row): SupportGrant | null =>
  row.support_id === null || row.support_organization_id === null || row.support_expires_at === null
    ? null
    : {
        id: row.support_id,
        organizationId: row.support_organization_id,
        expiresAt: new Date(row.support_expires_at).toISOString(),
        suspension: toSuspension(row.suspended_at, row.suspension_reason),
      };

/** A session ends after a week without use, and 30 days after it began. */
const lifetime = { idleDays: 7, days: 30 };

/** Moves the end of a session that is used on, at most once a day. */
async function extend({ auth }: Pick<Postgres, 'auth'>, id: string): Promise<void> {
  await auth`
    update auth_sessions set expires_at = least(
      now() + ${lifetime.idleDays} * interval '1 day', created_at + ${lifetime.days} * interval '1 day')
    where id = ${id}`;
}

/**
 * The person of a session that has not ended, with their membership in the organization named by id or by a slug that leads to it, else in
 * their home organization, else in the one they joined first. Staff who names an organization without being a member may
 * have a support access there. Runs before any organization is known.
 */
export async function findSession(
  postgres: Pick<Postgres, 'auth'>,
  token: string,
  organization: string | null,
): Promise<Session | null> {
  const [row] = await postgres.auth<Row[]>`
    select s.id, s.expires_at < least(now() + ${lifetime.idleDays - 1} * interval '1 day',
        s.created_at + ${lifetime.days} * interval '1 day') as ageing,
      u.id as user_id, u.email, u.name, u.email_verified, u.role as account_role,
      m.organization_id, m.role as member_role, m.permissions, m.artist_ids,
      a.id as support_id, a.organization_id as support_organization_id, a.expires_at as support_expires_at,
      coalesce(m.suspended_at, a.suspended_at) as suspended_at,
      coalesce(m.suspension_reason, a.suspension_reason) as suspension_reason
    from auth_sessions s
    join users u on u.id = s.user_id
    left join lateral (
      select m.organization_id, m.role, m.permissions, o.suspended_at, o.suspension_reason,
        case when m.all_artists then null else array(
          select a.artist_id from member_artists a
          where a.organization_id = m.organization_id and a.user_id = m.user_id) end as artist_ids
      from organization_members m
      join organizations o on o.id = m.organization_id and o.deleted_at is null
      where m.user_id = u.id
        and (${organization}::text is null or o.id::text = ${organization} or exists (
          select from organization_slugs n
          where n.organization_id = o.id and n.slug = ${organization} and n.released_at is null))
      order by (m.organization_id = u.organization_id) desc nulls last, m.joined_at, m.id limit 1
    ) m on true
    left join lateral (
      select a.id, a.organization_id, a.expires_at, o.suspended_at, o.suspension_reason
      from support_accesses a
      join organizations o on o.id = a.organization_id and o.deleted_at is null
      where u.role = 'admin' and m.organization_id is null and a.staff_id = u.id
        and a.ended_at is null and a.starts_at <= now() and a.expires_at > now()
        and (o.id::text = ${organization} or exists (
          select from organization_slugs n
          where n.organization_id = o.id and n.slug = ${organization} and n.released_at is null))
      order by a.expires_at desc limit 1
    ) a on true
    where s.token = ${token} and s.expires_at > now()`;
  if (!row) return null;
  if (row.ageing) await extend(postgres, row.id);
  const { id, user_id, email, name, email_verified, account_role } = row;
  return {
    id,
    user: { id: user_id, email, name, emailVerified: email_verified, role: account_role },
    member: memberOf(row),
    support: supportOf(row),
  };
}

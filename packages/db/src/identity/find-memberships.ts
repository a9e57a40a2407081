import type { MemberRole } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';

/** A person's place in one organization, and who else is there. */
export interface MembershipSummary {
  organizationId: string;
  role: MemberRole;
  /** Members beside the person. */
  others: number;
  /** Owners beside the person. */
  otherOwners: number;
}

/** Memberships of a person in organizations that exist; members who deleted their account do not count. */
export async function findMemberships({ auth }: Pick<Postgres, 'auth'>, userId: string): Promise<MembershipSummary[]> {
  return auth<MembershipSummary[]>`
    select m.organization_id as "organizationId", m.role, count(u.id)::int as others,
      (count(u.id) filter (where x.role = 'owner'))::int as "otherOwners"
    from organization_members m
    join organizations o on o.id = m.organization_id and o.deleted_at is null
    left join organization_members x on x.organization_id = m.organization_id and x.user_id <> m.user_id
    left join users u on u.id = x.user_id
    where m.user_id = ${userId} group by m.id, m.organization_id, m.role order by m.id`;
}

import type { Invitation } from '@songtrackpro/contracts';
import { and, gt, isNotNull, isNull, lte } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { invitations } from '../organizations/tables.ts';

/** Moments between which an invitation ended; the earlier one is not part of it. */
export interface EndedBetween {
  after: Date;
  until: Date;
}

/** Organizations in which an invitation that a member sent has expired, without being accepted, revoked or sent anew. */
export async function listOrganizationsWithExpired(
  postgres: Pick<Postgres, 'worker'>,
  { after, until }: EndedBetween,
): Promise<string[]> {
  const rows = await postgres.worker<{ id: string }[]>`
    select id from organizations o
    where deleted_at is null and exists (
      select from invitations i where i.organization_id = o.id and i.invited_by is not null
        and i.accepted_at is null and i.revoked_at is null
        and i.expires_at > ${after.toISOString()}::timestamptz and i.expires_at <= ${until.toISOString()}::timestamptz)
    order by id`;
  return rows.map(({ id }) => id);
}

/** Those of the organization at work, the earliest first. */
export async function listExpiredInvitations(
  tx: TenantTransaction,
  { after, until }: EndedBetween,
): Promise<Pick<Invitation, 'id' | 'email' | 'invitedBy' | 'expiresAt'>[]> {
  const { id, email, invitedBy, expiresAt } = invitations;
  const rows = await tx
    .select({ id, email, invitedBy, expiresAt })
    .from(invitations)
    .where(
      and(
        isNotNull(invitedBy),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(expiresAt, after.toISOString()),
        lte(expiresAt, until.toISOString()),
      ),
    )
    .orderBy(expiresAt, id);
  return rows.map((row) => ({ ...row, expiresAt: isoInstant(row.expiresAt) }));
}

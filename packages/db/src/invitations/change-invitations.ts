import type { Invitation } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { invitationArtists } from '../organizations/access-tables.ts';
import { invitations } from '../organizations/tables.ts';

/** What a mail with a token is: the token's SHA-256, until when it holds, and who sends it. */
export interface SentToken {
  tokenHash: Uint8Array;
  expiresAt: Date;
  /** Member who sends it; null where a key does. */
  invitedBy: string | null;
}

export type NewInvitation = SentToken &
  Pick<Invitation, 'id' | 'email' | 'role' | 'additions' | 'removals' | 'artistIds'> & { organizationId: string };

const open = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/** Keeps an invitation whose mail is handed in with the same transaction. */
export async function insertInvitation(tx: TenantTransaction, input: NewInvitation, now: Date): Promise<void> {
  const { additions, removals, artistIds, expiresAt, ...rest } = input;
  const at = now.toISOString();
  await tx
    .insert(invitations)
    .values({
      ...rest,
      permissions: { version: 1, add: additions, remove: removals },
      allArtists: artistIds === null,
      expiresAt: expiresAt.toISOString(),
      sentAt: at,
      sentCount: 1,
      createdAt: at,
    })
    .catch(rethrowConstraint);
  if (!artistIds || artistIds.length === 0) return;
  const { organizationId, id: invitationId } = input;
  await tx
    .insert(invitationArtists)
    .values(artistIds.map((artistId) => ({ organizationId, invitationId, artistId })))
    .catch(rethrowConstraint);
}

/** Puts another token in the place of the one that was sent; false where the invitation is not open. */
export async function renewInvitation(
  tx: TenantTransaction,
  id: string,
  { tokenHash, expiresAt, invitedBy }: SentToken,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({
      tokenHash,
      invitedBy,
      expiresAt: expiresAt.toISOString(),
      sentAt: now.toISOString(),
      sentCount: sql`${invitations.sentCount} + 1`,
    })
    .where(and(eq(invitations.id, id), open))
    .returning({ id: invitations.id });
  return rows.length === 1;
}

/** Ends an open invitation. */
export async function revokeInvitation(tx: TenantTransaction, id: string, now: Date): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(invitations.id, id), open));
}

/** Ends what a member invited to and nobody has accepted; answers which. */
export async function revokeInvitationsOf(tx: TenantTransaction, userId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(invitations.invitedBy, userId), open))
    .returning({ id: invitations.id });
  return rows.map(({ id }) => id);
}

/** Notes that the mail was read; false where that is known. */
export async function markInvitationSeen(tx: TenantTransaction, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ seenAt: now.toISOString() })
    .where(and(eq(invitations.id, id), isNull(invitations.seenAt), open))
    .returning({ id: invitations.id });
  return rows.length === 1;
}

/** Notes who accepted, who is a member already; false where the invitation is not open. */
export async function acceptInvitation(tx: TenantTransaction, id: string, userId: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const rows = await tx
    .update(invitations)
    .set({ acceptedAt: at, acceptedBy: userId, seenAt: sql`coalesce(${invitations.seenAt}, ${at}::timestamptz)` })
    .where(and(eq(invitations.id, id), open))
    .returning({ id: invitations.id });
  return rows.length === 1;
}

/** Members of the organization, and addresses that are invited. */
export async function countTeam(tx: TenantTransaction, now: Date): Promise<{ members: number; pending: number }> {
  const [row] = await tx.execute<{ members: number; pending: number }>(sql`
    select (select count(*)::int from organization_members) as members,
      (select count(*)::int from invitations
        where accepted_at is null and revoked_at is null and expires_at > ${now.toISOString()}::timestamptz) as pending`);
  return row ?? { members: 0, pending: 0 };
}

/** Whether an address is a member's. */
export async function isMemberAddress(tx: TenantTransaction, email: string): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from member_directory() d where d.email::citext = ${email}::citext`);
  return rows.length > 0;
}

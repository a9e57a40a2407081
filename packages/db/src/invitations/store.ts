import type { Invitation, InvitationStatus } from '@songtrackpro/contracts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { invitationArtists } from '../organizations/access-tables.ts';
import { invitations } from '../organizations/tables.ts';

/** As of the moment that a read is given: time alone makes a pending invitation an expired one. */
interface AsOf {
  now: string;
}

// One that is closed after it has ended, because the address is invited anew, stays an expired one.
const statusAt = (now: unknown): SQL<InvitationStatus> => sql<InvitationStatus>`case
  when ${invitations.acceptedAt} is not null then 'accepted'
  when ${invitations.revokedAt} < ${invitations.expiresAt} then 'revoked'
  when ${invitations.revokedAt} is not null or ${invitations.expiresAt} <= ${now}::timestamptz then 'expired'
  else 'pending' end`;

const columnsAt = (now: unknown) => ({
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  permissions: invitations.permissions,
  artistIds: sql<string[] | null>`case when ${invitations.allArtists} then null else array(
    select ${invitationArtists.artistId} from ${invitationArtists}
    where ${invitationArtists.organizationId} = ${invitations.organizationId}
      and ${invitationArtists.invitationId} = ${invitations.id}
    order by 1) end`,
  status: statusAt(now),
  invitedBy: invitations.invitedBy,
  sentAt: invitations.sentAt,
  sentCount: invitations.sentCount,
  seenAt: invitations.seenAt,
  expiresAt: invitations.expiresAt,
  acceptedAt: invitations.acceptedAt,
  acceptedBy: invitations.acceptedBy,
  revokedAt: invitations.revokedAt,
  createdAt: invitations.createdAt,
});

const byId = compiledRead((db, given: Given<AsOf & { id: string }>) =>
  db
    .select(columnsAt(given.value('now')))
    .from(invitations)
    .where(eq(invitations.id, given.value('id'))),
);
const openByEmail = compiledRead((db, given: Given<AsOf & { email: string }>) =>
  db
    .select(columnsAt(given.value('now')))
    .from(invitations)
    .where(
      and(
        sql`${invitations.email} = ${given.value('email')}::citext`,
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    ),
);
const page = compiledRead((db, given: Given<AsOf & PageRequest & { status: InvitationStatus | undefined }>) =>
  db
    .select(columnsAt(given.value('now')))
    .from(invitations)
    .where(
      and(
        pageStart(invitations.id, given),
        given.when('status', (status) => sql`${statusAt(given.value('now'))} = ${status}`),
      ),
    )
    .orderBy(newestFirst(invitations.id))
    .limit(given.value('limit')),
);

type Row = Awaited<ReturnType<typeof byId>>[number];

function toInvitation({ permissions, role, ...row }: Row): Invitation {
  // The table has no owners among its roles.
  if (role === 'owner') throw new Error(`invitation ${row.id} makes an owner`);
  return {
    ...row,
    role,
    additions: permissions.add,
    removals: permissions.remove,
    sentAt: isoInstantOrNull(row.sentAt),
    seenAt: isoInstantOrNull(row.seenAt),
    expiresAt: isoInstant(row.expiresAt),
    acceptedAt: isoInstantOrNull(row.acceptedAt),
    revokedAt: isoInstantOrNull(row.revokedAt),
    createdAt: isoInstant(row.createdAt),
  };
}

/** An invitation without its token; its status is that of `now`. */
export async function findInvitation(tx: TenantTransaction, id: string, now: Date): Promise<Invitation | null> {
  const [row] = await byId(tx, { id, now: now.toISOString() });
  return row ? toInvitation(row) : null;
}

/** The invitation of an address that was neither accepted nor revoked; it may have expired. */
export async function findOpenInvitation(tx: TenantTransaction, email: string, now: Date): Promise<Invitation | null> {
  const [row] = await openByEmail(tx, { email, now: now.toISOString() });
  return row ? toInvitation(row) : null;
}

export async function listInvitations(
  tx: TenantTransaction,
  request: PageRequest & { status: InvitationStatus | undefined },
  now: Date,
): Promise<Page<Invitation>> {
  return toPage(await page(tx, { ...withNext(request), now: now.toISOString() }), request.limit, toInvitation);
}

import type { Member, MemberPermissions, MemberRole } from '@songtrackpro/contracts';
import { and, asc, eq, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { memberArtists } from './access-tables.ts';
import { organizationMembers } from './tables.ts';

/** A membership as it is stored; what it amounts to follows from role, additions and removals. */
export type MemberRecord = Omit<Member, 'permissions'>;

/** What a membership allows. */
export type MemberAccess = Pick<Member, 'role' | 'additions' | 'removals' | 'artistIds'>;

export interface NewMember {
  organizationId: string;
  userId: string;
  role: MemberRole;
  permissions?: MemberPermissions;
  /** Artists that the membership is restricted to; all of them unless given. */
  artistIds?: readonly string[] | null;
  invitedBy?: string | null;
  joinedAt?: string;
}

// The tenant's role reads nobody's row of users but that of the person at work; the directory has the names. It leaves
// out people who deleted themselves.
const directory = sql`member_directory() directory`;
const columns = {
  id: organizationMembers.id,
  userId: organizationMembers.userId,
  name: sql<string>`directory.name`,
  email: sql<string>`directory.email`,
  role: organizationMembers.role,
  permissions: organizationMembers.permissions,
  artistIds: sql<string[] | null>`case when ${organizationMembers.allArtists} then null else array(
    select ${memberArtists.artistId} from ${memberArtists}
    where ${memberArtists.organizationId} = ${organizationMembers.organizationId}
      and ${memberArtists.userId} = ${organizationMembers.userId}
    order by 1) end`,
  invitedBy: organizationMembers.invitedBy,
  joinedAt: organizationMembers.joinedAt,
  version: organizationMembers.version,
};
const ofMember = sql`directory.user_id = ${organizationMembers.userId}`;

const byUser = compiledRead((db, given: Given<{ userId: string }>) =>
  db
    .select(columns)
    .from(organizationMembers)
    .innerJoin(directory, ofMember)
    .where(eq(organizationMembers.userId, given.value('userId'))),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select(columns)
    .from(organizationMembers)
    .innerJoin(directory, ofMember)
    .where(and(pageStart(organizationMembers.id, given)))
    .orderBy(newestFirst(organizationMembers.id))
    .limit(given.value('limit')),
);

type Row = Awaited<ReturnType<typeof byUser>>[number];

function toMember({ id, permissions, joinedAt, ...row }: Row): MemberRecord {
  return { ...row, additions: permissions.add, removals: permissions.remove, joinedAt: isoInstant(joinedAt) };
}

async function insertArtists(
  tx: TenantTransaction,
  { organizationId, userId }: Pick<NewMember, 'organizationId' | 'userId'>,
  artistIds: readonly string[],
): Promise<void> {
  if (artistIds.length === 0) return;
  const rows = [...new Set(artistIds)].map((artistId) => ({ organizationId, userId, artistId }));
  await tx.insert(memberArtists).values(rows).catch(rethrowConstraint);
}

/** Makes a person a member of the organization that the transaction runs as. */
export async function insertMember(tx: TenantTransaction, { artistIds = null, ...input }: NewMember): Promise<void> {
  await tx
    .insert(organizationMembers)
    .values({ ...input, allArtists: artistIds === null })
    .catch(rethrowConstraint);
  await insertArtists(tx, input, artistIds ?? []);
}

export async function findMember(tx: TenantTransaction, userId: string): Promise<MemberRecord | null> {
  const [row] = await byUser(tx, { userId });
  return row ? toMember(row) : null;
}

export async function listMembers(tx: TenantTransaction, request: PageRequest): Promise<Page<MemberRecord>> {
  const rows = await page(tx, withNext(request));
  return toPage(rows, request.limit, toMember);
}

/** Sets what a member may do if the membership still has the version that was read; false when it has not. */
export async function updateMember(
  tx: TenantTransaction,
  organizationId: string,
  { userId, version }: Pick<Member, 'userId' | 'version'>,
  { role, additions, removals, artistIds }: MemberAccess,
): Promise<boolean> {
  const rows = await tx
    .update(organizationMembers)
    .set({
      role,
      permissions: { version: 1, add: additions, remove: removals },
      allArtists: artistIds === null,
      version: sql`${organizationMembers.version} + 1`,
    })
    .where(and(eq(organizationMembers.userId, userId), eq(organizationMembers.version, version)))
    .returning({ id: organizationMembers.id });
  if (rows.length === 0) return false;
  await tx.delete(memberArtists).where(eq(memberArtists.userId, userId));
  await insertArtists(tx, { organizationId, userId }, artistIds ?? []);
  return true;
}

export async function deleteMember(tx: TenantTransaction, userId: string): Promise<void> {
  await tx.delete(organizationMembers).where(eq(organizationMembers.userId, userId));
}

/** People who own the organization, who joined first before the others. */
export async function listOwners(tx: TenantTransaction): Promise<string[]> {
  const rows = await tx
    .select({ userId: organizationMembers.userId })
    .from(organizationMembers)
    .innerJoin(directory, ofMember)
    .where(eq(organizationMembers.role, 'owner'))
    .orderBy(asc(organizationMembers.joinedAt), asc(organizationMembers.id));
  return rows.map(({ userId }) => userId);
}

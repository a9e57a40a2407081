import {
  defaultEmail,
  memberPermissions,
  type NotificationKind,
  type NotificationPreference,
  notificationKinds,
  type Permission,
} from '@songtrackpro/contracts';
import { and, eq, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { organizationMembers } from '../organizations/tables.ts';
import { notificationPreferences } from './tables.ts';

/** How a person is told of each kind. */
export async function listPreferences(tx: TenantTransaction, userId: string): Promise<NotificationPreference[]> {
  const rows = await tx
    .select({
      kind: notificationPreferences.kind,
      inApp: notificationPreferences.inApp,
      email: notificationPreferences.email,
    })
    .from(notificationPreferences)
    .where(eq(notificationPreferences.userId, userId));
  const chosen = new Map(rows.map((row) => [row.kind, row]));
  return notificationKinds.map((kind) => chosen.get(kind) ?? { kind, inApp: true, email: defaultEmail[kind] });
}

/** Keeps a person's choices, of several for one kind the last. */
export async function savePreferences(
  tx: TenantTransaction,
  member: { organizationId: string; userId: string },
  preferences: readonly NotificationPreference[],
): Promise<void> {
  const byKind = new Map(preferences.map((preference) => [preference.kind, preference]));
  if (byKind.size === 0) return;
  await tx
    .insert(notificationPreferences)
    .values([...byKind.values()].map((preference) => ({ ...member, ...preference })))
    .onConflictDoUpdate({
      target: [notificationPreferences.organizationId, notificationPreferences.userId, notificationPreferences.kind],
      set: { inApp: sql`excluded.in_app`, email: sql`excluded.email` },
    });
}

/**
 * Who is told: these members, or all who have a permission; of those who are restricted to artists only the ones who have
 * the artist that it concerns.
 */
export type Recipients = { userIds: readonly string[] } | { permission: Permission; artistId?: string | null };

export interface Recipient {
  userId: string;
  address: string;
  inApp: boolean;
  email: NotificationPreference['email'];
}

const directory = sql`member_directory() directory`;

/** The members who are to be told of a kind, each with how. */
export async function findRecipients(
  tx: TenantTransaction,
  kind: NotificationKind,
  recipients: Recipients,
): Promise<Recipient[]> {
  const artistId = 'permission' in recipients ? (recipients.artistId ?? null) : null;
  const rows = await tx
    .select({
      userId: organizationMembers.userId,
      role: organizationMembers.role,
      permissions: organizationMembers.permissions,
      reaches: sql<boolean>`${organizationMembers.allArtists} or exists (
        select from member_artists a where a.organization_id = ${organizationMembers.organizationId}
          and a.user_id = ${organizationMembers.userId} and a.artist_id = ${artistId}::uuid)`,
      address: sql<string>`directory.email`,
      inApp: notificationPreferences.inApp,
      email: notificationPreferences.email,
    })
    .from(organizationMembers)
    .innerJoin(directory, sql`directory.user_id = ${organizationMembers.userId}`)
    .leftJoin(
      notificationPreferences,
      and(
        eq(notificationPreferences.userId, organizationMembers.userId),
        eq(notificationPreferences.organizationId, organizationMembers.organizationId),
        eq(notificationPreferences.kind, kind),
      ),
    );
  const wanted = rows.filter((row) =>
    'userIds' in recipients
      ? recipients.userIds.includes(row.userId)
      : row.reaches && memberPermissions(row.role, row.permissions).has(recipients.permission),
  );
  return wanted.map(({ userId, address, inApp, email }) => ({
    userId,
    address,
    inApp: inApp ?? true,
    email: email ?? defaultEmail[kind],
  }));
}

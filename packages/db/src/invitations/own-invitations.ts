import type { InvitationPreview } from '@songtrackpro/contracts';
import { type Page, type PageRequest, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';

/** An invitation and its organization, which exists. */
export interface InvitationPlace {
  id: string;
  organizationId: string;
}

type Auth = Pick<Postgres, 'auth'>;

/** The invitation whose last mail carried a token, whatever became of it; runs before any organization is known. */
export async function findInvitationByToken({ auth }: Auth, tokenHash: Uint8Array): Promise<InvitationPlace | null> {
  const [row] = await auth<InvitationPlace[]>`
    select i.id, i.organization_id as "organizationId"
    from invitations i join organizations o on o.id = i.organization_id and o.deleted_at is null
    where i.token_hash = ${tokenHash}`;
  return row ? { ...row } : null;
}

/** An invitation of the address, whatever became of it. */
export async function findInvitationOf({ auth }: Auth, email: string, id: string): Promise<InvitationPlace | null> {
  const [row] = await auth<InvitationPlace[]>`
    select i.id, i.organization_id as "organizationId"
    from invitations i join organizations o on o.id = i.organization_id and o.deleted_at is null
    where i.id = ${id} and i.email = ${email}::citext`;
  return row ? { ...row } : null;
}

interface Row extends Pick<InvitationPreview, 'id' | 'email' | 'role' | 'inviter'> {
  expiresAt: Date;
  slug: string;
  name: string;
  kind: InvitationPreview['organization']['kind'];
}

/** What an address can accept, newest first. */
export async function listInvitationsOf(
  { auth }: Auth,
  { email, now, ...request }: PageRequest & { email: string; now: Date },
): Promise<Page<InvitationPreview>> {
  const { limit, after } = withNext(request);
  const rows = await auth<Row[]>`
    select i.id, i.email::text as email, i.role, i.expires_at as "expiresAt", o.slug, o.name, o.kind,
      u.name as inviter
    from invitations i
    join organizations o on o.id = i.organization_id and o.deleted_at is null
    left join users u on u.id = i.invited_by
    where i.email = ${email}::citext and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > ${now.toISOString()}::timestamptz and (${after}::uuid is null or i.id < ${after}::uuid)
    order by i.id desc limit ${limit}`;
  return toPage(rows, request.limit, ({ id, email: invited, role, expiresAt, slug, name, kind, inviter }) => ({
    id,
    organization: { slug, name, kind },
    email: invited,
    role,
    inviter,
    expiresAt: expiresAt.toISOString(),
  }));
}

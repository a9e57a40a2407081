import type { OrganizationHealth, OrganizationState, PlanTier } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { type Page, type PageRequest, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toSuspension } from './suspension.ts';

interface StateRow {
  id: string;
  slug: string;
  name: string;
  kind: OrganizationState['kind'];
  suspendedAt: string | null;
  suspensionReason: string | null;
  createdAt: string;
  deletedAt: string | null;
  tier: PlanTier | null;
  status: OrganizationState['billing']['status'];
  trialEndsAt: string | null;
  paidUntil: string | null;
}

/** A plan counts while it is paid for, on trial, or shortly overdue; as for the limits. */
const holds = new Set(['active', 'trialing', 'past_due']);

function toState(row: StateRow): OrganizationState {
  const { id, slug, name, kind, status } = row;
  return {
    id,
    slug,
    name,
    kind,
    suspension: toSuspension(row.suspendedAt, row.suspensionReason),
    createdAt: isoInstant(row.createdAt),
    deletedAt: isoInstantOrNull(row.deletedAt),
    billing: {
      plan: status !== null && row.tier !== null && holds.has(status) ? row.tier : 'free',
      status,
      trialEndsAt: isoInstantOrNull(row.trialEndsAt),
      paidUntil: isoInstantOrNull(row.paidUntil),
    },
  };
}

type Auth = Pick<Postgres, 'auth'>;

function readStates({ auth }: Auth, { limit, after, id }: PageRequest & { id: string | null }): Promise<StateRow[]> {
  return auth<StateRow[]>`
    select o.id, o.slug, o.name, o.kind, o.suspended_at::text as "suspendedAt",
      o.suspension_reason as "suspensionReason", o.created_at::text as "createdAt", o.deleted_at::text as "deletedAt",
      s.tier, s.status, s.trial_ends_at::text as "trialEndsAt", s.current_period_end::text as "paidUntil"
    from organizations o left join subscriptions s on s.organization_id = o.id
    where (${after}::uuid is null or o.id < ${after}::uuid) and (${id}::uuid is null or o.id = ${id}::uuid)
    order by o.id desc limit ${limit}`;
}

/** Every organization of the installation, the newest first: who it is, whether it is stopped, and how it pays. */
export async function listOrganizationStates(postgres: Auth, request: PageRequest): Promise<Page<OrganizationState>> {
  const rows = await readStates(postgres, { ...withNext(request), id: null });
  return toPage(rows, request.limit, toState);
}

/** The same of one. */
export async function inspectState(postgres: Auth, id: string): Promise<OrganizationState | null> {
  const [row] = await readStates(postgres, { limit: 1, after: null, id });
  return row ? toState(row) : null;
}

/** How an organization is doing, in counts and times; what they count is not shown. */
export async function inspectHealth(tx: TenantTransaction): Promise<OrganizationHealth> {
  const [row] = await tx.execute<{
    members: number;
    owners: number;
    api_keys: number;
    key_last_used_at: string | null;
    open: number;
    completed: number;
    failed: number;
    last_at: string | null;
  }>(sql`
    select m.members, m.owners, k.api_keys, k.key_last_used_at::text, i.open, i.completed, i.failed, i.last_at::text
    from (select count(*)::int as members, (count(*) filter (where role = 'owner'))::int as owners
        from organization_members) m,
      (select (count(*) filter (where revoked_at is null and (expires_at is null or expires_at > now())
          and (overlap_until is null or overlap_until > now())))::int as api_keys,
        max(last_used_at) as key_last_used_at from api_keys where deleted_at is null) k,
      (select (count(*) filter (where status not in ('completed', 'failed', 'refused', 'previewed', 'undone')))::int as open,
        (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status in ('failed', 'refused')))::int as failed,
        max(created_at) as last_at from imports) i`);
  if (!row) throw new Error('counting returned no row');
  return {
    members: row.members,
    owners: row.owners,
    apiKeys: row.api_keys,
    keyLastUsedAt: isoInstantOrNull(row.key_last_used_at),
    imports: { open: row.open, completed: row.completed, failed: row.failed, lastAt: isoInstantOrNull(row.last_at) },
  };
}

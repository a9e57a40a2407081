import type { OutboxEntry } from '../core/outbox.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Postgres, Queryable } from '../core/postgres.ts';

/** Something that happened to a person's account. */
export interface IdentityEvent {
  id: string;
  /** Procedure, for example `identity.signIn`. */
  action: string;
  outcome: 'done' | 'refused';
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  at: string;
}

export type NewIdentityEvent = Omit<IdentityEvent, 'id'> & {
  userId: string;
  /** What the audit of the person's home organization gets of it, where they have one. */
  audit: OutboxEntry;
};

/** Notes what happened to a person's account, in the transaction that does it where one is given. */
export async function insertIdentityEvent(sql: Queryable, event: NewIdentityEvent): Promise<void> {
  const { userId, action, outcome, ip, userAgent, requestId, at, audit } = event;
  await sql`
    with person as (select id, organization_id from users where id = ${userId}), noted as (
      insert into identity_events (user_id, action, outcome, ip, user_agent, request_id, created_at)
      select id, ${action}, ${outcome}, ${ip}, ${userAgent}, ${requestId}, ${at}::timestamptz from person
    )
    insert into outbox (organization_id, topic, payload)
    select organization_id, ${audit.topic}, ${JSON.stringify(audit.payload)}::text::jsonb
    from person where organization_id is not null`;
}

/** A page of what happened to a person's account, newest first. */
export async function listIdentityEvents(
  { auth }: Pick<Postgres, 'auth'>,
  userId: string,
  { limit, after }: PageRequest,
): Promise<Page<IdentityEvent>> {
  const rows = await auth<(Omit<IdentityEvent, 'at'> & { at: Date })[]>`
    select id, action, outcome, ip, user_agent as "userAgent", request_id as "requestId", created_at as at
    from identity_events
    where user_id = ${userId} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc limit ${limit + 1}`;
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

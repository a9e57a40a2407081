import type { Postgres } from '../core/postgres.ts';

type Worker = Pick<Postgres, 'worker'>;

/** What Stripe told, as far as it is looked at. */
export interface NewStripeEvent {
  id: string;
  type: string;
  apiVersion: string | null;
  occurredAt: Date;
  customerId: string | null;
  invoiceId: string | null;
  payload: string;
}

export interface ClaimedEvent {
  id: string;
  type: string;
  customerId: string | null;
  attempts: number;
  /** By the database's clock, which is one for all processes. */
  claimedAt: Date;
}

export type EventOutcome = 'applied' | 'unknown_type' | 'unknown_customer' | 'of_no_customer';

/** Stores an event; false where it is there already. */
export async function insertStripeEvent({ worker }: Worker, event: NewStripeEvent): Promise<boolean> {
  const { id, type, apiVersion, occurredAt, customerId, invoiceId, payload } = event;
  const rows = await worker`
    insert into stripe_events (id, type, api_version, occurred_at, customer_id, invoice_id, payload)
    values (${id}, ${type}, ${apiVersion}, ${occurredAt.toISOString()}, ${customerId}, ${invoiceId}, ${payload}::text::jsonb)
    on conflict (id) do nothing returning id`;
  return rows.length > 0;
}

/**
 * Takes an event that is due, the one that has waited longest, and puts its next try off: what a process that dies leaves
 * behind comes back by itself, and what fails is tried again with pauses that grow to an hour.
 */
export async function claimStripeEvent({ worker }: Worker): Promise<ClaimedEvent | null> {
  const [row] = await worker<(Omit<ClaimedEvent, 'claimedAt'> & { claimedAt: string })[]>`
    update stripe_events set attempts = attempts + 1,
      next_try_at = now() + least(interval '1 hour', interval '15 seconds' * power(2, least(attempts, 10)))
    where id = (select id from stripe_events where processed_at is null and next_try_at <= now()
      order by next_try_at, id for update skip locked limit 1)
    returning id, type, customer_id as "customerId", attempts, clock_timestamp()::text as "claimedAt"`;
  return row ? { ...row, claimedAt: new Date(row.claimedAt) } : null;
}

/** Invoices that the waiting events of a customer are about, received before a moment. */
export async function listToldInvoices({ worker }: Worker, customerId: string, before: Date): Promise<string[]> {
  const rows = await worker<{ id: string }[]>`
    select distinct invoice_id as id from stripe_events
    where customer_id = ${customerId} and processed_at is null and invoice_id is not null
      and received_at <= ${before.toISOString()} order by 1`;
  return rows.map(({ id }) => id);
}

/** Closes an event; with a customer also all others of that customer that were there before the moment. */
export async function finishStripeEvents(
  { worker }: Worker,
  { id, customerId, claimedAt }: Pick<ClaimedEvent, 'id' | 'customerId' | 'claimedAt'>,
  outcome: EventOutcome,
  known: readonly string[] = [],
): Promise<void> {
  await worker`update stripe_events set processed_at = now(), outcome = ${outcome}, last_error = null where id = ${id}`;
  if (outcome !== 'applied' && outcome !== 'unknown_type') return;
  await worker`
    update stripe_events set processed_at = now(), last_error = null,
      outcome = case when type = any (${[...known]}) then 'applied' else 'unknown_type' end
    where customer_id = ${customerId} and processed_at is null and received_at <= ${claimedAt.toISOString()}`;
}

export async function noteEventFault({ worker }: Worker, id: string, fault: string): Promise<void> {
  await worker`update stripe_events set last_error = ${fault.slice(0, 1000)} where id = ${id}`;
}

/** Forgets events that were processed before a moment. */
export async function forgetStripeEvents({ worker }: Worker, before: Date): Promise<number> {
  const rows = await worker`
    delete from stripe_events where processed_at < ${before.toISOString()} returning id`;
  return rows.count;
}

/** The organization that pays as a customer of Stripe. */
export async function findCustomerOrganization({ worker }: Worker, customerId: string): Promise<string | null> {
  const [row] = await worker<{ id: string }[]>`
    select organization_id as id from subscriptions where stripe_customer_id = ${customerId}`;
  return row?.id ?? null;
}

/** Every organization that is a customer of Stripe, deleted ones among them. */
export async function listCustomers({
  worker,
}: Worker): Promise<{ organizationId: string; customerId: string; isDeleted: boolean }[]> {
  return [
    ...(await worker<{ organizationId: string; customerId: string; isDeleted: boolean }[]>`
      select s.organization_id as "organizationId", s.stripe_customer_id as "customerId",
        o.deleted_at is not null as "isDeleted"
      from subscriptions s join organizations o on o.id = s.organization_id
      where s.stripe_customer_id is not null order by s.organization_id`),
  ];
}

/** As which customer of Stripe an organization pays; null where it is none. */
export async function findCustomer({ worker }: Worker, organizationId: string): Promise<string | null> {
  const [row] = await worker<{ id: string | null }[]>`
    select stripe_customer_id as id from subscriptions where organization_id = ${organizationId}`;
  return row?.id ?? null;
}

/** The database's clock, which is one for all processes. */
export async function readDatabaseClock({ worker }: Worker): Promise<Date> {
  const [row] = await worker<{ now: string }[]>`select clock_timestamp()::text as now`;
  return new Date(row?.now ?? '');
}

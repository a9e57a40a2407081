import {
  countUsedHours,
  listCustomers,
  listOrganizations,
  listUnreportedHours,
  mendEventCounts,
  noteReported,
  type Span,
  saveMeteredHours,
  type UnreportedHour,
  withTenant,
} from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { Services } from '../../core/context.ts';
import { stripeOf } from '../stripe.ts';
import type { Customer } from '../sync/sync-customer.ts';
import { meterNames } from './meters.ts';

const hourMs = 3_600_000;
/** Counts of calls may wait so long for a document store that is away. */
const lookBackHours = 48;
/** Stripe takes what is at most 35 days old; of before nobody pays who became a customer later. */
const takenDays = 34;
/** Hours that are reported in one round. */
const hoursAtOnce = 500;

/** The hours that are over and may still have grown. */
function spanOf(now: Date): Span {
  const to = Math.floor(now.getTime() / hourMs) * hourMs;
  return { from: new Date(to - lookBackHours * hourMs), to: new Date(to) };
}

/** Counts what an organization has used in the last hours, from its documents. */
async function settleUsage(services: Services, organizationId: string): Promise<void> {
  const span = spanOf(services.clock());
  const hours = await countUsedHours(services.documents.db, organizationId, span);
  await withTenant(services.postgres, { organizationId }, async (tx) => {
    await saveMeteredHours(tx, hours);
    await mendEventCounts(tx, span);
  });
}

/**
 * Tells Stripe what it doesn't know of an hour. The identifier names what is known afterwards, so the same step is taken
 * once, whoever takes it and however often it is begun.
 */
async function report(stripe: Stripe, { organizationId, customerId }: Customer, hour: UnreportedHour): Promise<void> {
  const begun = hour.hour.getTime() / 1000;
  try {
    await stripe.billing.meterEvents.create({
      event_name: meterNames[hour.meter].eventName,
      payload: { stripe_customer_id: customerId, value: String(hour.quantity - hour.reported) },
      identifier: `${organizationId}:${hour.meter}:${begun}:${hour.quantity}`,
      timestamp: begun,
    });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'resource_already_exists';
    if (!isTaken) throw error;
  }
}

/** Tells Stripe of the hours of a customer of which it doesn't know all. */
async function reportHours(services: Services, customer: Customer): Promise<void> {
  const stripe = await stripeOf(services);
  const { organizationId } = customer;
  const since = new Date(services.clock().getTime() - takenDays * 24 * hourMs);
  const tenant = { organizationId };
  const open = await withTenant(services.postgres, tenant, (tx) => listUnreportedHours(tx, since, hoursAtOnce));
  for (const hour of open) {
    await report(stripe, customer, hour);
    await withTenant(services.postgres, tenant, (tx) => noteReported(tx, hour));
  }
}

/**
 * Counts what each organization has used, whether it pays or not, and reports to Stripe's meters what they were not told yet of
 * those that are customers. Where nothing is sold it only counts.
 */
export async function meterUsage(services: Services, signal?: AbortSignal): Promise<void> {
  const { billing, postgres, log } = services;
  const customers = new Map(
    billing.stripe === null
      ? []
      : (await listCustomers(postgres)).map(({ organizationId, customerId }) => [organizationId, customerId]),
  );
  for (const organizationId of await listOrganizations(postgres)) {
    if (signal?.aborted) return;
    const customerId = customers.get(organizationId);
    try {
      await settleUsage(services, organizationId);
      if (customerId !== undefined) await reportHours(services, { organizationId, customerId });
    } catch (error) {
      log.error({ organizationId, err: error }, 'usage was not reported');
    }
  }
}

import {
  findCustomerOrganization,
  forgetStripeEvents,
  holdSubscription,
  isPurged,
  listCustomers,
  readDatabaseClock,
  updateSubscription,
} from '@songtrackpro/db';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Services } from '../../core/context.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { endSubscriptions } from '../purchase/end-subscriptions.ts';
import { stripeOf } from '../stripe.ts';
import { syncCustomer } from './sync-customer.ts';

/** Events that were processed are kept so long, to look things up. */
const keepEventsMs = 90 * 86_400_000;

export interface Repair {
  organizationId: string;
  /** What was not as Stripe has it. */
  changed: string[];
}

export interface Reconciliation {
  customers: number;
  repairs: Repair[];
  /** Organizations whose state could not be asked for; the next round is the next try. */
  failed: string[];
}

/**
 * Customers that name an organization and are stored with none. Whoever made them died in between: one of an organization
 * without a customer is taken over. Or the organization is gone for good: then it is charged no more.
 */
async function settleUnstored(services: Services, stripe: Stripe, found: Reconciliation): Promise<void> {
  for await (const { id: customerId, metadata } of stripe.customers.list({ limit: 100 })) {
    const named = z.uuid().safeParse(metadata.organizationId);
    if (!named.success || (await findCustomerOrganization(services.postgres, customerId)) !== null) continue;
    const organizationId = named.data;
    if (await isPurged(services.postgres, organizationId)) {
      const ended = await endSubscriptions(stripe, customerId);
      if (ended.length > 0) found.repairs.push({ organizationId, changed: ended.map((id) => `ended ${id}`) });
      continue;
    }
    const taken = await inSystemCall(services, organizationId, async (ctx) => {
      const row = await holdSubscription(ctx.tx, organizationId);
      if (row.stripeCustomerId !== null) return false;
      await updateSubscription(ctx.tx, row, { stripeCustomerId: customerId });
      return true;
    }).catch(() => false);
    if (taken) found.repairs.push({ organizationId, changed: ['stripeCustomerId'] });
  }
}

/**
 * Compares every customer with Stripe and repairs what was missed, whatever events were lost. What it changed is told: in
 * the log, as an event for the operator, and in the organization's audit.
 */
export async function reconcileBilling(services: Services, signal?: AbortSignal): Promise<Reconciliation> {
  const { postgres, log, systemLog } = services;
  const found: Reconciliation = { customers: 0, repairs: [], failed: [] };
  const stripe = await stripeOf(services);
  await settleUnstored(services, stripe, found);
  for (const { isDeleted, ...customer } of await listCustomers(postgres)) {
    if (signal?.aborted) break;
    const { organizationId, customerId } = customer;
    found.customers += 1;
    try {
      const ended = isDeleted ? await endSubscriptions(stripe, customerId) : [];
      const synced = await syncCustomer(services, customer, await readDatabaseClock(postgres));
      const changed = [...ended.map((id) => `ended ${id}`), ...synced];
      if (changed.length === 0) continue;
      found.repairs.push({ organizationId, changed });
      log.warn({ organizationId, changed }, 'billing was not as stripe has it, and was repaired');
    } catch (error) {
      found.failed.push(organizationId);
      log.error({ organizationId, err: error }, 'billing could not be compared with stripe');
    }
  }
  await forgetStripeEvents(postgres, new Date((await readDatabaseClock(postgres)).getTime() - keepEventsMs));
  systemLog.record({
    kind: 'sync_job',
    level: found.failed.length > 0 ? 'error' : 'info',
    name: 'reconcile billing',
    organizationId: null,
    durationMs: null,
    details: {
      customers: found.customers,
      repaired: found.repairs
        .map(({ organizationId, changed }) => `${organizationId}: ${changed.join(' ')}`)
        .join(', '),
      failed: found.failed.join(', '),
    },
    error: undefined,
  });
  return found;
}

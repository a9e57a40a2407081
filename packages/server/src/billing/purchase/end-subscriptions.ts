import { findAnyOrganization, findCustomer } from '@songtrackpro/db';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Services } from '../../core/context.ts';
import { stripeOf } from '../stripe.ts';
import { isOver } from '../sync/choose-subscription.ts';

/** Statuses of a subscription whose present period isn't paid for. */
const unpaid: readonly string[] = ['incomplete', 'past_due', 'unpaid', 'paused'];

/**
 * Sees to it that a customer is charged no more: what is paid for runs on to its end, anything else ends now. Answers the
 * subscriptions that this ended.
 */
export async function endSubscriptions(stripe: Stripe, customer: string): Promise<string[]> {
  const ended: string[] = [];
  for await (const subscription of stripe.subscriptions.list({ customer, limit: 100 })) {
    const { id, status, cancel_at_period_end, cancel_at } = subscription;
    if (isOver(subscription)) continue;
    if (unpaid.includes(status)) await stripe.subscriptions.cancel(id);
    else if (cancel_at_period_end || cancel_at !== null) continue;
    else await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    ended.push(id);
  }
  return ended;
}

const Ending = z.object({ organizationId: z.uuid() });

/** Ends what an organization pays for that was deleted, and not restored meanwhile. */
export async function endOfDeleted(services: Services, data: unknown): Promise<void> {
  const { organizationId } = Ending.parse(data);
  const { postgres, log } = services;
  const customer = await findCustomer(postgres, organizationId);
  const organization = await findAnyOrganization(postgres, organizationId);
  if (customer === null || organization?.isDeleted !== true) return;
  const ended = await endSubscriptions(await stripeOf(services), customer);
  if (ended.length > 0) log.info({ organizationId, ended }, 'subscriptions of a deleted organization end');
}

import { createHash } from 'node:crypto';
import { type contract, plans } from '@songtrackpro/contracts';
import { findSubscription, holdSubscription, type SubscriptionRow, updateSubscription } from '@songtrackpro/db';
import type Stripe from 'stripe';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { askStripe } from './ask-stripe.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { findPrice } from './find-price.ts';
import { isLiving } from './load-living.ts';

type Input = Parameters<Verb<typeof contract.billing.startCheckout>>[1];

function refuseSecond(row: SubscriptionRow | null): void {
  if (!isLiving(row)) return;
  const message = 'The organization has a subscription already. Change its plan with `billing.changePlan`.';
  throw new AppError('conflict', { message, details: { tier: row.tier, status: row.status } });
}

function toSession(input: Input, of: { customer: string; organizationId: string; price: string; trial: boolean }) {
  const { tier, successUrl, cancelUrl, withoutCard } = input;
  const { customer, organizationId, price, trial } = of;
  const { trialDays } = plans[tier];
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'subscription',
    customer,
    client_reference_id: organizationId,
    line_items: [{ price, quantity: 1 }],
    success_url: successUrl,
    cancel_url: cancelUrl,
    allow_promotion_codes: true,
    tax_id_collection: { enabled: true },
    customer_update: { name: 'auto', address: 'auto' },
    payment_method_collection: withoutCard && trial ? 'if_required' : 'always',
    subscription_data: {
      metadata: { organizationId },
      ...(trial && trialDays > 0
        ? {
            trial_period_days: trialDays,
            trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
          }
        : {}),
    },
  };
  return params;
}

/** The page that was opened before and may still be paid on is closed: whoever has it open must not pay as well. */
async function closePage(stripe: Stripe, sessionId: string | null): Promise<void> {
  if (sessionId === null) return;
  const session = await stripe.checkout.sessions.retrieve(sessionId);
  if (session.status === 'open') await stripe.checkout.sessions.expire(sessionId);
}

export const startCheckout: Verb<typeof contract.billing.startCheckout> = async (ctx, input) => {
  const { services, organizationId } = ctx;
  refuseSecond(await ctx.inTransaction(({ tx }) => findSubscription(tx)));
  const customer = await ensureCustomer(ctx);
  const before = await ctx.inTransaction(({ tx }) => holdSubscription(tx, organizationId));
  const session = await askStripe(services, async (stripe) => {
    const price = await findPrice(stripe, input.tier, input.interval);
    const trial = before.trialStartedAt === null;
    const params = toSession(input, { customer, organizationId, price: price.id, trial });
    // Two who begin the same at the same time are led to the same page.
    const content = createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 32);
    const idempotencyKey = `checkout:${organizationId}:${before.checkouts}:${content}`;
    return stripe.checkout.sessions.create(params, { idempotencyKey });
  });
  const other = await ctx.inTransaction(async ({ tx }) => {
    const row = await holdSubscription(tx, organizationId);
    refuseSecond(row);
    if (row.checkoutSessionId === session.id) return null;
    await updateSubscription(tx, row, { checkoutSessionId: session.id, checkouts: row.checkouts + 1 });
    return row.checkoutSessionId;
  });
  await askStripe(services, (stripe) => closePage(stripe, other));
  return ctx.conclude(async (inner) => {
    const row = await holdSubscription(inner.tx, organizationId);
    const after = { tier: input.tier, interval: input.interval };
    inner.audit({ resource: { kind: 'subscription', id: row.id }, before: null, after });
    return { url: session.url };
  });
};

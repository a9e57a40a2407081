import type { contract } from '@songtrackpro/contracts';
import { holdSubscription } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { Verb } from '../../core/endpoint.ts';
import { askStripe } from './ask-stripe.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { loadLiving } from './load-living.ts';

type Flow = NonNullable<Parameters<Verb<typeof contract.billing.openPortal>>[1]['flow']>;
type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData;

const flowData: Readonly<Record<Flow, (subscription: string) => FlowData>> = {
  payment_method_update: () => ({ type: 'payment_method_update' }),
  subscription_cancel: (subscription) => ({ type: 'subscription_cancel', subscription_cancel: { subscription } }),
};

export const openPortal: Verb<typeof contract.billing.openPortal> = async (ctx, { returnUrl, flow }) => {
  const { services, organizationId } = ctx;
  const subscription = flow === 'subscription_cancel' ? (await loadLiving(ctx)).stripeSubscriptionId : '';
  const customer = await ensureCustomer(ctx);
  const { url } = await askStripe(services, (stripe) =>
    stripe.billingPortal.sessions.create({
      customer,
      return_url: returnUrl,
      ...(flow && { flow_data: flowData[flow](subscription) }),
    }),
  );
  return ctx.conclude(async (inner) => {
    const row = await holdSubscription(inner.tx, organizationId);
    inner.audit({ resource: { kind: 'subscription', id: row.id }, before: null, after: { portal: flow ?? 'all' } });
    return { url };
  });
};

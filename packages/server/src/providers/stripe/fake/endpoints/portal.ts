import type Stripe from 'stripe';
import { z } from 'zod';
import { Endpoints } from '../core/endpoints.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const flows = [
  'customer_update',
  'payment_method_update',
  'subscription_cancel',
  'subscription_pause',
  'subscription_update',
  'subscription_update_confirm',
] as const;
const OfSubscription = z.looseObject({ subscription: z.string() }).optional();
const NewSession = z.looseObject({
  customer: z.string(),
  return_url: z.string().optional(),
  configuration: z.string().optional(),
  locale: z.string().optional(),
  flow_data: z
    .looseObject({
      type: z.enum(flows),
      after_completion: z
        .looseObject({ type: z.string(), redirect: z.looseObject({ return_url: z.string() }).optional() })
        .optional(),
      subscription_cancel: OfSubscription,
      subscription_pause: OfSubscription,
      subscription_update: OfSubscription,
      subscription_update_confirm: z
        .looseObject({
          subscription: z.string(),
          items: z.array(z.looseObject({ id: z.string(), price: z.string().optional() })),
        })
        .optional(),
    })
    .optional(),
});
type FlowData = NonNullable<z.output<typeof NewSession>['flow_data']>;

export function portalEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state).on('post', '/v1/billing_portal/sessions', NewSession, (input) => {
    if (!state.customers.has(input.customer)) throw missing('customer', input.customer, 'customer');
    const id = state.newId('bps');
    const session: Stripe.BillingPortal.Session = {
      id,
      object: 'billing_portal.session',
      configuration: input.configuration ?? `bpc_${state.settings.seed}default`,
      created: state.now(input.customer),
      customer: input.customer,
      customer_account: null,
      flow: input.flow_data ? flowOf(state, input.flow_data) : null,
      livemode: state.settings.livemode,
      locale: input.locale ?? null,
      on_behalf_of: null,
      return_url: input.return_url ?? null,
      url: `${state.url}/p/session/${id}`,
    };
    state.portalSessions.set(id, session);
    state.emit('billing_portal.session.created', session);
    return session;
  });
}

function flowOf(state: FakeStripeState, asked: FlowData): Stripe.BillingPortal.Session.Flow {
  const known = <T extends { subscription: string }>(part: T | undefined) => {
    if (part === undefined) return null;
    if (!state.subscriptions.has(part.subscription))
      throw missing('subscription', part.subscription, `flow_data[${asked.type}][subscription]`);
    return { subscription: part.subscription };
  };
  const cancel = known(asked.subscription_cancel);
  const confirm = asked.subscription_update_confirm;
  if (asked.type.startsWith('subscription_') && asked[asked.type] === undefined)
    throw invalid(`Missing required param: flow_data[${asked.type}].`, `flow_data[${asked.type}]`, 'parameter_missing');
  const redirect = asked.after_completion?.redirect;
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect: redirect ? { return_url: redirect.return_url } : null,
      type: asked.after_completion?.type ?? 'portal_homepage',
    },
    customer_update: asked.type === 'customer_update' ? {} : null,
    subscription_cancel: cancel && { retention: null, subscription: cancel.subscription },
    subscription_pause: known(asked.subscription_pause),
    subscription_update: known(asked.subscription_update),
    subscription_update_confirm: confirm
      ? {
          discounts: null,
          items: confirm.items.map(({ id, price = null }) => ({ id, price })),
          subscription: confirm.subscription,
        }
      : null,
    type: asked.type,
  };
}

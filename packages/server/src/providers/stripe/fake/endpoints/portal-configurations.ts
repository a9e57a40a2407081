import type Stripe from 'stripe';
import { z } from 'zod';
import { defined, set } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { emptyable, flag } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

type Configuration = Stripe.BillingPortal.Configuration;
type Products = NonNullable<Configuration['features']['subscription_update']['products']>;

const path = '/v1/billing_portal/configurations';
const Switch = z.looseObject({ enabled: flag }).optional();
const Changes = z.looseObject({
  active: flag.optional(),
  features: z
    .looseObject({
      customer_update: z
        .looseObject({ enabled: flag.optional(), allowed_updates: emptyable(z.array(z.string())).optional() })
        .optional(),
      invoice_history: Switch,
      payment_method_update: Switch,
      subscription_cancel: z
        .looseObject({ enabled: flag.optional(), mode: z.enum(['at_period_end', 'immediately']).optional() })
        .optional(),
      subscription_update: z
        .looseObject({
          enabled: flag.optional(),
          default_allowed_updates: emptyable(z.array(z.string())).optional(),
          products: emptyable(z.array(z.looseObject({ product: z.string(), prices: z.array(z.string()) }))).optional(),
          proration_behavior: z.enum(['none', 'create_prorations', 'always_invoice']).optional(),
        })
        .optional(),
    })
    .optional(),
});
const Query = z.object({ ...pageQuery, active: flag.optional(), is_default: flag.optional() });

/** What the portal was set to allow: an operator sets it in the dashboard, and a check of an account reads it. */
export function portalConfigurationEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .on('get', path, Query, (query) => {
      const found = [settingsOf(state)].filter(
        ({ active, is_default }) =>
          (query.active ?? active) === active && (query.is_default ?? is_default) === is_default,
      );
      return pageOf(found, query, path);
    })
    .on('get', `${path}/:id`, z.looseObject({}), (_input, { at }) => known(state, at('id')))
    .on('post', `${path}/:id`, Changes, (input, { at }) => {
      const configuration = known(state, at('id'));
      if (input.active === false) throw invalid('The default configuration can’t be deactivated.', 'active');
      const { features } = configuration;
      const asked = input.features ?? {};
      if (asked.invoice_history) set(features.invoice_history, asked.invoice_history);
      if (asked.payment_method_update) set(features.payment_method_update, asked.payment_method_update);
      set(features.subscription_cancel, defined(asked.subscription_cancel ?? {}));
      const { allowed_updates, ...customer } = asked.customer_update ?? {};
      set(features.customer_update, defined(customer));
      if (allowed_updates !== undefined) features.customer_update.allowed_updates = allowed_updates ?? [];
      const { default_allowed_updates: kinds, products, ...update } = asked.subscription_update ?? {};
      set(features.subscription_update, defined(update));
      if (kinds !== undefined) features.subscription_update.default_allowed_updates = kinds ?? [];
      if (products !== undefined) features.subscription_update.products = (products ?? []).map(productOf);
      configuration.updated = state.now();
      state.portalSettings = configuration;
      state.emit('billing_portal.configuration.updated', configuration);
      return configuration;
    });
}

function known(state: FakeStripeState, id: string): Configuration {
  const configuration = settingsOf(state);
  if (configuration.id !== id) throw missing('configuration', id);
  return configuration;
}

const productOf = ({ product, prices }: { product: string; prices: string[] }): Products[number] => ({
  adjustable_quantity: { enabled: false, maximum: null, minimum: 0 },
  prices,
  product,
});

/** As its page does until somebody sets it: every price that can be subscribed to is offered. */
function offered(state: FakeStripeState): Products {
  const byProduct = new Map<string, string[]>();
  for (const { id, active, type, product } of state.prices.values()) {
    if (!active || type !== 'recurring' || typeof product !== 'string') continue;
    byProduct.set(product, [...(byProduct.get(product) ?? []), id]);
  }
  return [...byProduct].map(([product, prices]) => productOf({ product, prices }));
}

const settingsOf = (state: FakeStripeState): Configuration => state.portalSettings ?? settingsUntouched(state);

const settingsUntouched = (state: FakeStripeState): Configuration => ({
  id: `bpc_${state.settings.seed}default`,
  object: 'billing_portal.configuration',
  active: true,
  application: null,
  business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  created: 0,
  default_return_url: null,
  features: {
    customer_update: { allowed_updates: ['address', 'email', 'tax_id'], enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: true,
      mode: 'at_period_end',
      proration_behavior: 'none',
    },
    subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: true },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: ['price'],
      enabled: true,
      products: offered(state),
      proration_behavior: 'create_prorations',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'continue_trial',
    },
  },
  is_default: true,
  livemode: state.settings.livemode,
  login_page: { enabled: false, url: null },
  metadata: {},
  name: null,
  updated: 0,
});

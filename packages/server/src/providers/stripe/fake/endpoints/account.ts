import type Stripe from 'stripe';
import { z } from 'zod';
import { Endpoints } from '../core/endpoints.ts';
import { listOf } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';

/** Whose key it is, and what the portal was set to allow: a check of an account reads both. */
export function accountEndpoints(state: FakeStripeState): Endpoints {
  const path = '/v1/billing_portal/configurations';
  return new Endpoints(state)
    .on('get', '/v1/account', z.looseObject({}), () => accountOf(state))
    .on('get', path, z.looseObject({}), () => listOf([configuration(state)], path))
    .on('get', `${path}/:id`, z.looseObject({}), () => configuration(state));
}

const accountOf = ({ settings }: FakeStripeState): Stripe.Account => ({
  id: `acct_${settings.seed}`,
  object: 'account',
  charges_enabled: true,
  country: settings.homeCountry,
  default_currency: 'eur',
  details_submitted: true,
  email: null,
  payouts_enabled: true,
  type: 'standard',
});

const configuration = ({ settings }: FakeStripeState): Stripe.BillingPortal.Configuration => ({
  id: `bpc_${settings.seed}default`,
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
      products: null,
      proration_behavior: 'create_prorations',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'continue_trial',
    },
  },
  is_default: true,
  livemode: settings.livemode,
  login_page: { enabled: false, url: null },
  metadata: {},
  name: null,
  updated: 0,
});

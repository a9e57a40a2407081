import type Stripe from 'stripe';
import { z } from 'zod';
import { Endpoints } from '../core/endpoints.ts';
import type { FakeStripeState } from '../core/state.ts';

/** Whose key it is: a check of an account reads that. */
export const accountEndpoints = (state: FakeStripeState): Endpoints =>
  new Endpoints(state).on('get', '/v1/account', z.looseObject({}), () => accountOf(state));

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

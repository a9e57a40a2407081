import type Stripe from 'stripe';
import type { AccountFinding } from './check-account.ts';

type Found = Omit<AccountFinding, 'what'>;
type Features = Stripe.BillingPortal.Configuration['features'];

/** What the portal of an account must let people do, with the words for it where it doesn't. */
const needed: readonly { lacks: string; is: (features: Features) => boolean }[] = [
  { lacks: 'update payment methods', is: ({ payment_method_update }) => payment_method_update.enabled },
  { lacks: 'view the invoice history', is: ({ invoice_history }) => invoice_history.enabled },
  {
    lacks: 'cancel subscriptions at the end of the billing period, not at once',
    is: ({ subscription_cancel: { enabled, mode } }) => enabled && mode === 'at_period_end',
  },
  {
    lacks: 'edit their billing address and tax id',
    is: ({ customer_update: { enabled, allowed_updates } }) =>
      enabled && ['address', 'tax_id'].every((field) => allowed_updates.some((one) => one === field)),
  },
  {
    lacks: 'switch plans by price',
    is: ({ subscription_update: { enabled, default_allowed_updates } }) =>
      enabled && default_allowed_updates.some((one) => one === 'price'),
  },
];

/** Compares the settings of the customer portal with what the docs ask for; `prices` are those of the plans. */
export async function checkPortal(stripe: Stripe, prices: readonly Stripe.Price[]): Promise<Found> {
  const { data } = await stripe.billingPortal.configurations.list({
    is_default: true,
    active: true,
    limit: 1,
    expand: ['data.features.subscription_update.products'],
  });
  const [portal] = data;
  if (!portal) return { ok: false, detail: 'has no settings yet: save those of the customer portal once' };
  const lacks = needed.filter(({ is }) => !is(portal.features)).map((need) => need.lacks);
  const offered = new Set(portal.features.subscription_update.products?.flatMap((product) => product.prices));
  const missing = prices
    .filter(({ id }) => !offered.has(id))
    .map(({ lookup_key, id }) => lookup_key ?? id)
    .toSorted();
  const faults = [
    ...(lacks.length > 0 ? [`doesn’t let customers ${lacks.join('; ')}`] : []),
    ...(missing.length > 0 ? [`doesn’t offer the prices ${missing.join(', ')}`] : []),
  ];
  if (faults.length > 0) return { ok: false, detail: faults.join(', and ') };
  return { ok: true, detail: 'lets customers do what the plans need' };
}

import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';

export interface AppliedTax {
  rate: Stripe.TaxRate;
  percent: number;
  reason: Stripe.InvoiceLineItem.Tax['taxability_reason'];
}

/** What is added to a line, or is in it: rates that were set, else those of the customer's country. */
export function taxesFor(
  state: FakeStripeState,
  customer: Stripe.Customer,
  { rates, automatic }: { rates: readonly Stripe.TaxRate[]; automatic: boolean },
): AppliedTax[] {
  if (rates.length > 0)
    return rates.map((rate) => ({ rate, percent: rate.percentage, reason: 'standard_rated' as const }));
  const country = customer.address?.country;
  if (!automatic || country == null || customer.tax_exempt === 'exempt') return [];
  const percent = state.settings.taxes[country];
  if (percent === undefined) return [];
  const owesItself = country !== state.settings.homeCountry && hasTaxId(state, customer);
  const reversed = owesItself || customer.tax_exempt === 'reverse';
  return [
    {
      rate: rateOf(state, country, percent),
      percent: reversed ? 0 : percent,
      reason: reversed ? 'reverse_charge' : 'standard_rated',
    },
  ];
}

/** A line's taxes, on what it costs after discounts. */
export function taxLine(
  net: number,
  behavior: Stripe.Price.TaxBehavior,
  taxes: readonly AppliedTax[],
): Stripe.InvoiceLineItem.Tax[] {
  return taxes.map(({ rate, percent, reason }) => {
    const inclusive = rate.inclusive || behavior === 'inclusive';
    const amount = Math.round((net * percent) / (inclusive ? 100 + percent : 100));
    return {
      amount,
      tax_behavior: inclusive ? 'inclusive' : 'exclusive',
      tax_rate_details: { tax_rate: rate.id },
      taxability_reason: reason,
      taxable_amount: inclusive ? net - amount : net,
      type: 'tax_rate_details',
    };
  });
}

const hasTaxId = (state: FakeStripeState, customer: Stripe.Customer) =>
  [...state.taxIds.values()].some((taxId) => taxId.customer === customer.id && taxId.type === 'eu_vat');

function rateOf(state: FakeStripeState, country: string, percentage: number): Stripe.TaxRate {
  const id = `txr_${state.settings.seed}${country.toLowerCase()}`;
  const known = state.taxRates.get(id);
  if (known) return known;
  const rate = newTaxRate(state, { id, country, percentage, displayName: 'VAT', inclusive: false });
  return rate;
}

export function newTaxRate(
  state: FakeStripeState,
  asked: { id?: string; country: string | null; percentage: number; displayName: string; inclusive: boolean },
): Stripe.TaxRate {
  const rate: Stripe.TaxRate = {
    id: asked.id ?? state.newId('txr'),
    object: 'tax_rate',
    active: true,
    country: asked.country,
    created: state.now(),
    description: null,
    display_name: asked.displayName,
    effective_percentage: asked.percentage,
    flat_amount: null,
    inclusive: asked.inclusive,
    jurisdiction: asked.country,
    jurisdiction_level: 'country',
    livemode: state.settings.livemode,
    metadata: {},
    percentage: asked.percentage,
    rate_type: 'percentage',
    state: null,
    tax_type: 'vat',
  };
  state.taxRates.set(rate.id, rate);
  return rate;
}

/** What a label would set in Stripe's dashboard, and what this stand-in needs to know about itself. */
export interface FakeStripeSettings {
  apiKey: string;
  /** Part of every id, so that two of these never give the same. */
  seed: string;
  livemode: boolean;
  apiVersion: string;
  /** Days after the first attempt at which a payment that failed is tried again. */
  retryDays: readonly number[];
  /** What becomes of a subscription whose last attempt failed. */
  afterRetries: 'canceled' | 'unpaid' | 'past_due';
  /** How long the invoice of a new period stays a draft. */
  draftSeconds: number;
  /** Percent of value-added tax by country, for what asks for automatic tax. */
  taxes: Readonly<Record<string, number>>;
  /** Where the seller is: business customers elsewhere with a tax id owe the tax themselves. */
  homeCountry: string;
}

export const defaultSettings: Omit<FakeStripeSettings, 'seed'> = {
  apiKey: 'sk_test_fake',
  livemode: false,
  apiVersion: '2026-10-28.endive',
  retryDays: [3, 8, 15],
  afterRetries: 'canceled',
  draftSeconds: 3600,
  taxes: { AT: 20, DE: 19, ES: 21, FR: 20, IT: 22, NL: 21 },
  homeCountry: 'DE',
};

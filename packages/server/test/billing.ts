import type { PlanTier } from '@songtrackpro/contracts';
import { afterAll, vi } from 'vitest';
import { syncCatalog } from '../src/billing/index.ts';
import { type Clock, systemClock } from '../src/core/clock.ts';
import { type FakeStripe, startFakeStripe } from '../src/providers/fakes.ts';
import { openStripe } from '../src/providers/index.ts';
import type { ServerOptions } from '../src/server.ts';
import { openTestServer, type TestOrganization } from './support.ts';

export const webhookSecret = 'whsec_test';

export const pages = { successUrl: 'https://app.example.com/paid', cancelUrl: 'https://app.example.com/plans' };

/** A server that sells by a stand-in for Stripe, whose clock is the server's too; it goes on from `now`. */
export async function openBillingServer({
  now = systemClock,
  ...options
}: Partial<ServerOptions> & { now?: Clock } = {}) {
  const stripe: FakeStripe = await startFakeStripe({ now, signingClock: () => stripe.clock.now() });
  afterAll(() => stripe.close());
  const account = {
    secretKey: stripe.settings.apiKey,
    webhookSecrets: [webhookSecret],
    apiUrl: stripe.url,
    timeoutMs: 5000,
  };
  const testServer = await openTestServer({
    clock: () => stripe.clock.now(),
    billing: { defaultPlan: 'free', graceDays: 14, stripe: account },
    ...options,
  });
  const { server } = testServer;
  const sdk = await openStripe(account);
  await syncCatalog(sdk);
  const endpoint = `${server.url}/v1/billing/stripe/events`;
  stripe.deliverTo(endpoint, webhookSecret);

  /** Waits until everything that was told is processed. */
  async function settled(): Promise<void> {
    await stripe.webhooks.settled();
    const { worker } = server.services.postgres;
    await vi.waitFor(
      async () => {
        const [row] = await worker`select count(*)::int as open from stripe_events where processed_at is null`;
        if (row?.open !== 0) throw new Error(`${row?.open} events wait`);
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  /** Lets a person subscribe and pay, as far as the page goes. */
  async function subscribe({ client }: TestOrganization, tier: Exclude<PlanTier, 'free'> = 'starter', form = {}) {
    const { url } = await client.billing.startCheckout({ tier, interval: 'month', ...pages });
    const answer = await stripe.click(url ?? '', { card: 'visa', ...form });
    await settled();
    return answer;
  }

  return { ...testServer, stripe, sdk, account, settled, subscribe, endpoint };
}

import { billingIntervals, lookupKeyOf, planCurrency, plans, planTiers } from '@songtrackpro/contracts';
import type Stripe from 'stripe';
import { meterNames } from '../metering/meters.ts';
import { knownTypes } from '../webhooks/known-types.ts';
import { checkPortal } from './check-portal.ts';

/** One thing that an account at Stripe needs. */
export interface AccountFinding {
  what: string;
  ok: boolean;
  detail: string;
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function look(what: string, work: () => Promise<Omit<AccountFinding, 'what'>>): Promise<AccountFinding> {
  try {
    return { what, ...(await work()) };
  } catch (error) {
    return { what, ok: false, detail: describe(error) };
  }
}

const lookupKeys = planTiers
  .filter((tier) => plans[tier].prices !== null)
  .flatMap((tier) => billingIntervals.map((interval) => ({ tier, interval, key: lookupKeyOf(tier, interval) })));

const pricesOf = async (stripe: Stripe): Promise<Stripe.Price[]> =>
  (await stripe.prices.list({ lookup_keys: lookupKeys.map(({ key }) => key), limit: 100 })).data;

async function checkPrices(stripe: Stripe): Promise<Omit<AccountFinding, 'what'>> {
  const data = await pricesOf(stripe);
  const wrong = lookupKeys.filter(({ tier, interval, key }) => {
    const price = data.find((one) => one.lookup_key === key);
    return (
      price?.active !== true ||
      price.unit_amount !== plans[tier].prices?.[interval] ||
      price.currency !== planCurrency.toLowerCase()
    );
  });
  const names = wrong.map(({ key }) => key).join(', ');
  if (wrong.length === 0) return { ok: true, detail: `${lookupKeys.length} prices as the plans say` };
  return { ok: false, detail: `missing or of another amount: ${names}. Run billing sync-catalog.` };
}

async function checkMeters(stripe: Stripe): Promise<Omit<AccountFinding, 'what'>> {
  const active = new Set<string>();
  for await (const { event_name } of stripe.billing.meters.list({ status: 'active', limit: 100 }))
    active.add(event_name);
  const missing = Object.values(meterNames).filter(({ eventName }) => !active.has(eventName));
  if (missing.length === 0) return { ok: true, detail: `${active.size} active` };
  const names = missing.map(({ eventName }) => eventName).join(', ');
  return { ok: false, detail: `missing: ${names}. Run billing sync-catalog.` };
}

async function checkEndpoint(stripe: Stripe, url: string | null): Promise<Omit<AccountFinding, 'what'>> {
  const version = stripe.getApiField('version');
  const endpoints = (await stripe.webhookEndpoints.list({ limit: 100 })).data.filter(
    ({ status }) => status === 'enabled',
  );
  const endpoint = endpoints.find((one) =>
    url === null ? one.url.endsWith('/v1/billing/stripe/events') : one.url === url,
  );
  if (!endpoint)
    return { ok: false, detail: `no enabled endpoint has the address ${url ?? '…/v1/billing/stripe/events'}` };
  const heard = endpoint.enabled_events;
  const missing = heard.includes('*') ? [] : knownTypes.filter((type) => !heard.some((one) => one === type));
  if (missing.length > 0) return { ok: false, detail: `isn’t told of ${missing.join(', ')}` };
  if (endpoint.api_version != null && endpoint.api_version !== version)
    return { ok: false, detail: `has the API version ${endpoint.api_version}, and ${version} is spoken here` };
  return { ok: true, detail: endpoint.url };
}

/** Looks over an account at Stripe; changes nothing. `publicUrl` is where the server is reached, where that is known. */
export async function checkAccount(stripe: Stripe, publicUrl: string | null): Promise<AccountFinding[]> {
  const url = publicUrl === null ? null : `${publicUrl}/v1/billing/stripe/events`;
  return [
    await look('key', async () => {
      await stripe.customers.list({ limit: 1 });
      return { ok: true, detail: 'is accepted' };
    }),
    await look('prices', () => checkPrices(stripe)),
    await look('meters', () => checkMeters(stripe)),
    await look('webhook endpoint', () => checkEndpoint(stripe, url)),
    await look('customer portal', async () => checkPortal(stripe, await pricesOf(stripe))),
  ];
}

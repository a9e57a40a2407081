/**
 * Plays two years of a subscriber: a trial, a payment that fails and comes later, a larger plan, an end and a new beginning.
 * The time of the stand-in for Stripe is moved on, and a line says how the organization stands after each step.
 *
 *   npx -y pnpm@12 songtrackpro dev --fakes
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_dev_… node subscribe.ts
 *
 * It presses the buttons of Stripe’s pages as the person would, so it works with the stand-in on this machine only, and says so
 * to any other. It may be run again: what lives then is ended first.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '' } = process.env;
if (baseUrl === '' || apiKey === '') {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY, as `songtrackpro dev --fakes` prints them.');
  process.exit(2);
}

const { billing } = new SongTrackPro({ baseUrl, apiKey });
const ours = { successUrl: 'https://app.example.com/paid', cancelUrl: 'https://app.example.com/plans' };

type Standing = Awaited<ReturnType<typeof billing.getSubscription>>;

/** Waits until the organization stands as it should after a step: Stripe tells it, and that takes a moment. */
async function until(isSo: (standing: Standing) => boolean): Promise<Standing> {
  for (let tries = 0; tries < 300; tries += 1) {
    const standing = await billing.getSubscription();
    if (isSo(standing)) return standing;
    await pause(100);
  }
  throw new Error(`the organization still stands so: ${JSON.stringify(await billing.getSubscription())}`);
}

let today = new Date().toISOString();

function tell(what: string, { plan, access, subscription }: Standing): void {
  const status = subscription?.status ?? 'none';
  console.log(`${today.slice(0, 10)}  ${what.padEnd(36)} ${plan.padEnd(13)} ${status.padEnd(9)} ${access}`);
}

/** A page at Stripe; one that isn't of this machine is of a real account, where nothing is pressed. */
function standIn(url: string | null): string {
  if (url !== null && new URL(url).hostname === '127.0.0.1') return url;
  console.error('This server asks Stripe itself. Start one with `songtrackpro dev --fakes`.');
  process.exit(2);
}

const press = (page: string, form: Record<string, string>) =>
  fetch(page, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

/** Opens the portal; with a card, the person chooses it there. */
async function portal(card?: string): Promise<string> {
  const { url } = await billing.openPortal({ returnUrl: ours.cancelUrl });
  const page = standIn(url);
  if (card !== undefined) await press(page, { card });
  return page;
}

const stripe = new URL(await portal()).origin;

async function pass(days: number): Promise<void> {
  const answer = await press(`${stripe}/stand-in/advance`, { days: String(days) });
  today = ((await answer.json()) as { now: string }).now;
}

async function subscribe(tier: 'starter' | 'professional'): Promise<void> {
  const { url } = await billing.startCheckout({ tier, interval: 'month', ...ours });
  await press(standIn(url), { card: 'visa' });
}

const statusIs = (status: string) => (standing: Standing) => standing.subscription?.status === status;

const { access: before } = await billing.getSubscription();
if (before !== 'none') {
  await billing.cancel();
  await pass(40);
  await until(({ access }) => access === 'none');
}

await pass(0);
await subscribe('starter');
tell('subscribed', await until(({ access }) => access === 'full'));

await pass(15);
tell('the trial is over', await until(statusIs('active')));

await portal('chargeCustomerFail');
await pass(31);
tell('a payment failed', await until(statusIs('past_due')));

await portal('visa');
await pass(4);
tell('another card paid it', await until(statusIs('active')));

const change = { tier: 'professional', interval: 'month' } as const;
const { prorationMinor, prorationDate, currency } = await billing.previewChange(change);
const price = `${(prorationMinor / 100).toFixed(2)} ${currency}`;
tell(`a larger plan, for ${price} until`, await billing.changePlan({ ...change, prorationDate }));

await pass(250);
tell('many months later', await until(statusIs('active')));

tell('canceled', await billing.cancel());
await pass(40);
tell('the period is over', await until(statusIs('canceled')));

await pass(90);
await subscribe('starter');
tell('subscribed again', await until(({ access }) => access === 'full'));

await pass(300);
tell('two years after the beginning', await until(statusIs('active')));

const invoices = [];
for await (const invoice of billing.listInvoices()) invoices.push(invoice);
const paid = invoices.reduce((sum, { amountPaidMinor }) => sum + amountPaidMinor, 0);
console.log(`\n${invoices.length} invoices, ${(paid / 100).toFixed(2)} ${invoices[0]?.currency} paid`);

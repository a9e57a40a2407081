import { createHash } from 'node:crypto';
import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { openBillingServer } from '../../../test/billing.ts';
import { errorOf, type TestOrganization } from '../../../test/support.ts';
import { reconcileBilling } from '../index.ts';
import { expiryOf } from './payment-methods.ts';

const { server, organization, person, stripe, sdk, settled, subscribe } = await openBillingServer();

async function customerOf({ id }: TestOrganization): Promise<string> {
  const [row] = await server.services.postgres.worker`
    select stripe_customer_id as id from subscriptions where organization_id = ${id}`;
  return String(row?.id);
}

/** A subscriber whose trial is over and whose first invoice is paid. */
async function payer() {
  const made = await organization();
  await subscribe(made);
  await stripe.advance({ days: 16 });
  await settled();
  return { ...made, customer: await customerOf(made) };
}

/** Lets the next renewal be declined, once: months are of different lengths, and a second try comes three days later. */
async function failToPay({ client, customer }: Awaited<ReturnType<typeof payer>>) {
  for (const { id } of (await sdk.customers.listPaymentMethods(customer)).data)
    stripe.state.declines.set(id, 'insufficient_funds');
  await stripe.advance({ days: 26 });
  while ((await client.billing.getSubscription()).access === 'full') {
    await stripe.advance({ days: 1 });
    await settled();
  }
}

const livingOf = async (customer: string) => (await sdk.subscriptions.list({ customer })).data[0];

test('what was billed is listed with its lines, the newest first, a trial’s invoice of nothing among it', async () => {
  const { client } = await payer();
  const { items } = await client.billing.listInvoices();
  expect(items.map(({ totalMinor, status }) => [totalMinor, status])).toEqual([
    [2900, 'paid'],
    [0, 'paid'],
  ]);
  const [invoice] = items;
  expect(invoice).toMatchObject({ currency: 'USD', amountPaidMinor: 2900, amountDueMinor: 2900, refundedMinor: 0 });
  const { lines } = await client.billing.getInvoice({ id: invoice?.id ?? '' });
  expect(lines).toMatchObject([{ amountMinor: 2900, quantity: 1, proration: false }]);
  expect((await client.billing.listInvoices({ limit: 1 })).nextCursor).not.toBeNull();
});

test('the PDF of a paid invoice is stored once with its hash, and served to those who see billing alone', async () => {
  const made = await payer();
  const [invoice] = (await made.client.billing.listInvoices()).items;
  const id = invoice?.id ?? '';
  const { content, sha256, fileName } = await made.client.billing.getInvoicePdf({ id });
  const bytes = Buffer.from(content, 'base64');
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  expect([sha256, fileName]).toEqual([invoice?.pdfSha256, `${invoice?.number}.pdf`]);
  const before = stripe.requests.length;
  await reconcileBilling(server.services);
  expect(stripe.requests.slice(before).filter((request) => request.includes('pdf'))).toEqual([]);
  const { client: analyst } = await person({ organization: made, role: 'analyst' });
  const { billing } = analyst;
  for (const read of [() => billing.getInvoicePdf({ id }), () => billing.getInvoice({ id })])
    expect(await errorOf(read())).toMatchObject({ code: 'forbidden', details: { permission: 'billing:read' } });
  const other = await organization();
  expect(await errorOf(other.client.billing.getInvoicePdf({ id }))).toBeInstanceOf(NotFoundError);
});

test('an invoice that was given up and is paid after all has the PDF of its payment', async () => {
  const made = await payer();
  await failToPay(made);
  const newest = async () => (await made.client.billing.listInvoices()).items[0];
  const [open] = (await sdk.invoices.list({ customer: made.customer, status: 'open' })).data;
  await sdk.invoices.markUncollectible(open?.id ?? '');
  await settled();
  const before = await newest();
  expect(before).toMatchObject({ status: 'uncollectible', pdfSha256: expect.any(String) });
  stripe.state.declines.clear();
  await sdk.invoices.pay(open?.id ?? '');
  await settled();
  const after = await newest();
  expect(after).toMatchObject({ status: 'paid', pdfSha256: expect.any(String) });
  expect(after?.pdfSha256).not.toBe(before?.pdfSha256);
  expect((await made.client.billing.getInvoicePdf({ id: after?.id ?? '' })).sha256).toBe(after?.pdfSha256);
});

test('a payment that fails is told once to everybody who may pay, and the invoice counts its tries', async () => {
  const made = await payer();
  const { client: owner } = await person({ organization: made, role: 'owner' });
  await failToPay(made);
  await reconcileBilling(server.services);
  const { access, subscription } = await made.client.billing.getSubscription();
  expect([access, subscription?.status]).toEqual(['grace', 'past_due']);
  const [invoice] = (await made.client.billing.listInvoices()).items;
  expect(invoice).toMatchObject({ status: 'open', amountDueMinor: 2900, amountPaidMinor: 0, pdfSha256: null });
  expect(invoice?.attempts).toBeGreaterThan(0);
  expect(await errorOf(made.client.billing.getInvoicePdf({ id: invoice?.id ?? '' }))).toBeInstanceOf(NotFoundError);
  const { items } = await owner.notifications.list({ kind: 'payment_failed' });
  expect(items).toHaveLength(invoice?.attempts ?? 0);
  expect(items[0]?.payload).toMatchObject({ amountMinor: 2900, currency: 'USD', invoiceId: invoice?.id });
});

test('a credit for the rest of a period, a refund and a dispute show on their invoices', async () => {
  const { client, customer } = await payer();
  const [paid] = (await client.billing.listInvoices()).items;
  const [charge] = (await sdk.charges.list({ customer })).data;
  await sdk.refunds.create({ charge: charge?.id ?? '', amount: 900 });
  stripe.dispute(charge?.id ?? '');
  await settled();
  const after = await client.billing.getInvoice({ id: paid?.id ?? '' });
  expect(after).toMatchObject({ refundedMinor: 900, status: 'paid', totalMinor: 2900 });
  expect(after.disputeStatus).toBe('needs_response');
  await client.billing.changePlan({ tier: 'professional', interval: 'month' });
  await stripe.advance({ days: 32 });
  await settled();
  const [newest] = (await client.billing.listInvoices()).items;
  const { lines } = await client.billing.getInvoice({ id: newest?.id ?? '' });
  expect(lines.filter(({ proration, amountMinor }) => proration && amountMinor < 0)).toHaveLength(1);
});

test.each([
  ['jpy', 2900, 'JPY'],
  ['kwd', 29_500, 'KWD'],
])(
  'an invoice in %s keeps its minor units as they are, and an unknown price keeps access and is told',
  async (currency, amount, code) => {
    const { client, customer, id } = await payer();
    const price = await sdk.prices.create({
      currency,
      unit_amount: amount,
      recurring: { interval: 'month' },
      product: 'songtrackpro_starter',
    });
    const living = await livingOf(customer);
    await sdk.subscriptions.cancel(living?.id ?? '');
    const [method] = (await sdk.customers.listPaymentMethods(customer)).data;
    await sdk.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      default_payment_method: method?.id ?? '',
    });
    await settled();
    expect(await client.billing.getSubscription()).toMatchObject({
      plan: 'starter',
      access: 'full',
      subscription: { priceMinor: amount, currency: code },
    });
    const { items } = await client.billing.listInvoices();
    expect(items.find((invoice) => invoice.currency === code)).toMatchObject({ totalMinor: amount });
    const [row] = await server.services.postgres.worker`
    select attention from subscriptions where organization_id = ${id}`;
    expect(row?.attention).toContain(price.id);
  },
);

test('of several payment methods one is the default, another can be chosen, and the one that pays can’t be removed', async () => {
  const { client, customer } = await payer();
  const second = await sdk.paymentMethods.attach('pm_card_mastercard', { customer });
  await settled();
  const { items } = await client.billing.listPaymentMethods();
  expect(items.map(({ brand, isDefault, expires }) => [brand, isDefault, expires])).toEqual([
    ['visa', true, 'no'],
    ['mastercard', false, 'no'],
  ]);
  const [visa, mastercard] = items.map((method) => method.id);
  expect(await errorOf(client.billing.removePaymentMethod({ id: visa ?? '' }))).toMatchObject({ code: 'conflict' });
  const chosen = await client.billing.setDefaultPaymentMethod({ id: mastercard ?? '' });
  expect(chosen.items[0]).toMatchObject({ id: mastercard, isDefault: true });
  const removed = await client.billing.removePaymentMethod({ id: visa ?? '' });
  expect(removed.items.map(({ id }) => id)).toEqual([mastercard]);
  expect((await livingOf(customer))?.default_payment_method).toBe(second.id);
});

test('a card is good until the end of its month, and told of for the thirty days before', () => {
  const now = new Date('2026-05-15T00:00:00Z');
  const at = (expiryMonth: number, expiryYear: number) => expiryOf({ expiryMonth, expiryYear }, now);
  expect([at(4, 2026), at(5, 2026), at(6, 2026), at(12, 2030)]).toEqual(['expired', 'soon', 'no', 'no']);
  expect(expiryOf({ expiryMonth: null, expiryYear: null }, now)).toBe('no');
});

import { expect, test } from 'vitest';
import { addCard, day, openStripe, refusalOf, start, subscribe, typesOf } from './open-stripe.ts';

const seconds = start.getTime() / 1000;

test('a renewal that is declined is tried three times more, and recovers with another card', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await addCard(open, 'chargeCustomerFail');
  await open.fake.advance({ days: 29 });
  const late = await open.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(late.status).toBe('past_due');
  expect(late.latest_invoice).toMatchObject({
    status: 'open',
    attempt_count: 1,
    next_payment_attempt: seconds + 28 * day + 3600 + 3 * day,
  });
  expect(typesOf(open.fake)).toContain('invoice.payment_failed');

  await open.fake.advance({ days: 9 });
  expect((await open.stripe.invoices.list({ subscription: id, limit: 1 })).data[0]?.attempt_count).toBe(3);
  await addCard(open);
  await open.fake.advance({ days: 7 });
  const recovered = await open.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(recovered.status).toBe('active');
  expect(recovered.latest_invoice).toMatchObject({ status: 'paid', attempt_count: 4 });
});

test.each(['canceled', 'unpaid', 'past_due'] as const)(
  'after the last attempt a subscription is %s where so set',
  async (afterRetries) => {
    const open = await openStripe({ afterRetries });
    const { id } = await subscribe(open);
    await addCard(open, 'chargeCustomerFail');
    await open.fake.advance({ days: 45 });
    const ended = await open.stripe.subscriptions.retrieve(id);
    expect(ended.status).toBe(afterRetries);
    if (afterRetries === 'canceled') expect(ended.cancellation_details?.reason).toBe('payment_failed');
  },
);

test('an unpaid subscription goes on making drafts, and is active once its open invoice is paid', async () => {
  const open = await openStripe({ afterRetries: 'unpaid' });
  const { id } = await subscribe(open);
  await addCard(open, 'chargeCustomerFail');
  await open.fake.advance({ days: 62 });
  const invoices = await open.stripe.invoices.list({ subscription: id });
  expect(invoices.data.map(({ status }) => status)).toEqual(['draft', 'open', 'paid']);
  const card = await addCard(open);
  await open.stripe.invoices.pay(invoices.data[1]?.id ?? '', { payment_method: card.id });
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('active');
});

test('a first payment that fails leaves the subscription incomplete, and it expires after 23 hours', async () => {
  const open = await openStripe();
  await addCard(open, 'chargeCustomerFail');
  const begin = () =>
    open.stripe.subscriptions.create({ customer: open.customer.id, items: [{ price: open.starter.id }] });
  const [lost, kept] = [await begin(), await begin()];
  expect([lost.status, kept.status]).toEqual(['incomplete', 'incomplete']);
  await addCard(open);
  await open.stripe.invoices.pay(String(kept.latest_invoice));
  await open.fake.advance({ hours: 24 });
  expect((await open.stripe.subscriptions.retrieve(kept.id)).status).toBe('active');
  const expired = await open.stripe.subscriptions.retrieve(lost.id, { expand: ['latest_invoice'] });
  expect(expired).toMatchObject({ status: 'incomplete_expired', latest_invoice: { status: 'void' } });
});

test('a declined payment is a card error with its code and payment intent', async () => {
  const open = await openStripe();
  await addCard(open, 'chargeCustomerFail');
  const { latest_invoice: invoice } = await open.stripe.subscriptions.create({
    customer: open.customer.id,
    items: [{ price: open.starter.id }],
  });
  const refusal = await refusalOf(open.stripe.invoices.pay(String(invoice)));
  expect(refusal).toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code: 'card_declined',
    decline_code: 'generic_decline',
    payment_intent: { status: 'requires_payment_method' },
  });
  const attached = await refusalOf(
    open.stripe.paymentMethods.attach('pm_card_chargeDeclinedInsufficientFunds', { customer: open.customer.id }),
  );
  expect(attached.message).toBe('Your card has insufficient funds.');
});

test('a card whose months are over is declined, and one that asks for authentication says so', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  const [card] = (await open.stripe.customers.listPaymentMethods(open.customer.id)).data;
  await open.stripe.paymentMethods.update(card?.id ?? '', { card: { exp_month: 1, exp_year: 2026 } });
  await open.fake.advance({ days: 29 });
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('past_due');
  const [charge] = (await open.stripe.charges.list({ customer: open.customer.id })).data;
  expect(charge).toMatchObject({ status: 'failed', failure_code: 'expired_card' });
  await addCard(open, 'authenticationRequired');
  await open.fake.advance({ days: 4 });
  expect(typesOf(open.fake)).toContain('invoice.payment_action_required');
});

test('an open invoice is paid on its own page, and its PDF is a file', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await addCard(open, 'chargeCustomerFail');
  await open.fake.advance({ days: 29 });
  const [invoice] = (await open.stripe.invoices.list({ subscription: id })).data;
  const refused = await open.fake.click(invoice?.hosted_invoice_url ?? '', { card: 'chargeDeclined' });
  expect(refused.status).toBe(402);
  await open.fake.click(invoice?.hosted_invoice_url ?? '', { card: 'visa' });
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('active');
  const pdf = await fetch(invoice?.invoice_pdf ?? '');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect((await pdf.text()).startsWith('%PDF-')).toBe(true);
});

test('an invoice that is let go by hand ends being late for it, and a first one ends the subscription', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await addCard(open, 'chargeCustomerFail');
  const items = [{ price: open.starter.id }];
  const first = await open.stripe.subscriptions.create({ customer: open.customer.id, items });
  await open.stripe.invoices.voidInvoice(String(first.latest_invoice));
  expect((await open.stripe.subscriptions.retrieve(first.id)).status).toBe('incomplete_expired');
  await open.fake.advance({ days: 29 });
  const late = await open.stripe.subscriptions.retrieve(id);
  expect(late.status).toBe('past_due');
  await open.stripe.invoices.markUncollectible(String(late.latest_invoice));
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('active');
});

test('a card that its bank renews keeps its payment method, and is told', async () => {
  const open = await openStripe();
  const card = await addCard(open);
  open.fake.renewCard(card.id, { month: 3, year: 2034 });
  expect((await open.stripe.paymentMethods.retrieve(card.id)).card).toMatchObject({ exp_month: 3, exp_year: 2034 });
  expect(typesOf(open.fake).at(-1)).toBe('payment_method.automatically_updated');
});

test('an invoice is voided, given up, refunded and disputed, and shows it', async () => {
  const open = await openStripe();
  const { latest_invoice: paid } = await subscribe(open);
  const { data: payments } = await open.stripe.invoicePayments.list({ invoice: String(paid) });
  const intent = String(payments[0]?.payment.payment_intent);
  await open.stripe.refunds.create({ payment_intent: intent, amount: 1000 });
  const expanded = await open.stripe.invoices.retrieve(String(paid), {
    expand: ['payments.data.payment.payment_intent.latest_charge'],
  });
  const [payment] = expanded.payments?.data ?? [];
  expect(payment?.payment.payment_intent).toMatchObject({
    latest_charge: { amount: 2900, amount_refunded: 1000, refunded: false, disputed: false },
  });
  const charge = (await open.stripe.paymentIntents.retrieve(intent)).latest_charge;
  const dispute = open.fake.dispute(String(charge));
  expect((await open.stripe.charges.retrieve(String(charge), { expand: ['refunds'] })).disputed).toBe(true);
  expect((await open.stripe.disputes.list({ charge: String(charge) })).data[0]?.status).toBe('needs_response');
  open.fake.closeDispute(dispute.id, 'won');
  expect(typesOf(open.fake).slice(-2)).toEqual(['charge.dispute.funds_reinstated', 'charge.dispute.closed']);

  const owed = async () => {
    await addCard(open, 'chargeCustomerFail');
    const items = [{ price: open.starter.id }];
    return String((await open.stripe.subscriptions.create({ customer: open.customer.id, items })).latest_invoice);
  };
  expect((await open.stripe.invoices.voidInvoice(await owed())).status).toBe('void');
  expect((await open.stripe.invoices.markUncollectible(await owed())).status).toBe('uncollectible');
  const refusal = await refusalOf(open.stripe.invoices.voidInvoice(String(paid)));
  expect(refusal.code).toBe('invoice_not_open');
});

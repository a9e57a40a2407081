import { holdSubscription, listPaymentMethods, type PaymentMethodFacts, replacePaymentMethods } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { SystemContext } from '../../notifications/index.ts';
import { idOf } from '../stripe.ts';

/** What a customer pays with, and which of it is the default. */
export async function readPaymentMethods(
  stripe: Stripe,
  customer: Stripe.Customer | Stripe.DeletedCustomer,
  subscription: Stripe.Subscription | null,
): Promise<PaymentMethodFacts[]> {
  if (customer.deleted) return [];
  const methods: Stripe.PaymentMethod[] = [];
  for await (const method of stripe.customers.listPaymentMethods(customer.id, { limit: 100 })) methods.push(method);
  const chosen = idOf(subscription?.default_payment_method) ?? idOf(customer.invoice_settings.default_payment_method);
  const oldest = [...methods].sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1))[0];
  const isDefault = methods.some(({ id }) => id === chosen) ? chosen : oldest?.id;
  return methods.map(({ id, type, card, sepa_debit: debit }) => ({
    stripePaymentMethodId: id,
    type: type.slice(0, 50),
    brand: card?.brand ?? null,
    last4: card?.last4 ?? debit?.last4 ?? null,
    expiryMonth: card?.exp_month ?? null,
    expiryYear: card?.exp_year ?? null,
    isDefault: id === isDefault,
  }));
}

const textOf = (facts: readonly PaymentMethodFacts[]): string =>
  JSON.stringify([...facts].sort((a, b) => (a.stripePaymentMethodId < b.stripePaymentMethodId ? -1 : 1)));

/** Stores them where they are others than before; answers whether they were. */
export async function applyPaymentMethods(ctx: SystemContext, facts: readonly PaymentMethodFacts[]): Promise<boolean> {
  const row = await holdSubscription(ctx.tx, ctx.organizationId);
  const before = (await listPaymentMethods(ctx.tx)).map(
    ({ stripePaymentMethodId, type, brand, last4, expiryMonth, expiryYear, isDefault }) => ({
      stripePaymentMethodId,
      type,
      brand,
      last4,
      expiryMonth,
      expiryYear,
      isDefault,
    }),
  );
  if (textOf(before) === textOf(facts)) return false;
  await replacePaymentMethods(ctx.tx, ctx.organizationId, facts);
  const namesOf = (list: readonly PaymentMethodFacts[]) => ({
    paymentMethods: list.map(
      ({ brand, type, last4, isDefault }) => `${brand ?? type} ${last4}${isDefault ? ' *' : ''}`,
    ),
  });
  const resource = { kind: 'subscription', id: row.id };
  ctx.audit('billing.synced', { resource, before: namesOf(before), after: namesOf(facts) });
  return true;
}

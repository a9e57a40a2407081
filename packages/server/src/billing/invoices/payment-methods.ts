import type { contract, PaymentMethod } from '@songtrackpro/contracts';
import { readDatabaseClock, listPaymentMethods as readMethods, type StoredPaymentMethod } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ProviderContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { askStripe } from '../purchase/ask-stripe.ts';
import { ensureCustomer } from '../purchase/ensure-customer.ts';
import { isLiving, loadRow } from '../purchase/load-living.ts';
import { syncCustomer } from '../sync/sync-customer.ts';

const soonMs = 30 * 86_400_000;

/** A card is good until the end of its month. */
export function expiryOf(
  { expiryMonth, expiryYear }: Pick<PaymentMethod, 'expiryMonth' | 'expiryYear'>,
  now: Date,
): PaymentMethod['expires'] {
  if (expiryMonth === null || expiryYear === null) return 'no';
  const end = Date.UTC(expiryYear, expiryMonth, 1);
  if (end <= now.getTime()) return 'expired';
  return end - soonMs <= now.getTime() ? 'soon' : 'no';
}

const toMethod = ({ stripePaymentMethodId: _, ...method }: StoredPaymentMethod, now: Date): PaymentMethod => ({
  ...method,
  expires: expiryOf(method, now),
});

export const listPaymentMethods: Verb<typeof contract.billing.listPaymentMethods> = async (ctx) => ({
  items: (await readMethods(ctx.tx)).map((method) => toMethod(method, ctx.now)),
});

async function loadMethod(ctx: ProviderContext, id: string): Promise<StoredPaymentMethod> {
  const found = (await ctx.inTransaction(({ tx }) => readMethods(tx))).find((method) => method.id === id);
  if (found) return found;
  throw new AppError('not_found', { details: { entity: 'payment method', id } });
}

/** Stores what Stripe has now, so that the caller needn't wait for the event, and answers it. */
async function afterwards(ctx: ProviderContext, method: StoredPaymentMethod, what: string) {
  const { services, organizationId } = ctx;
  const customerId = await ensureCustomer(ctx);
  await syncCustomer(services, { organizationId, customerId }, await readDatabaseClock(services.postgres));
  return ctx.conclude(async (inner) => {
    const { id, brand, last4 } = method;
    inner.audit({ resource: { kind: 'paymentMethod', id }, before: { brand, last4 }, after: { [what]: true } });
    return listPaymentMethods(inner, {});
  });
}

export const setDefaultPaymentMethod: Verb<typeof contract.billing.setDefaultPaymentMethod> = async (ctx, { id }) => {
  const method = await loadMethod(ctx, id);
  const customer = await ensureCustomer(ctx);
  const row = await loadRow(ctx);
  await askStripe(ctx.services, async (stripe) => {
    const chosen = method.stripePaymentMethodId;
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: chosen } });
    // A subscription’s own comes before the customer’s.
    if (isLiving(row)) await stripe.subscriptions.update(row.stripeSubscriptionId, { default_payment_method: chosen });
  });
  return afterwards(ctx, method, 'isDefault');
};

export const removePaymentMethod: Verb<typeof contract.billing.removePaymentMethod> = async (ctx, { id }) => {
  const method = await loadMethod(ctx, id);
  if (method.isDefault && isLiving(await loadRow(ctx))) {
    const message =
      'The subscription is paid with this method. Choose another default first, or remove it once the subscription has ended.';
    throw new AppError('conflict', { message, details: { entity: 'payment method', id } });
  }
  await askStripe(ctx.services, (stripe) => stripe.paymentMethods.detach(method.stripePaymentMethodId));
  return afterwards(ctx, method, 'removed');
};

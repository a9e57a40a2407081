import type { contract } from '@songtrackpro/contracts';
import type Stripe from 'stripe';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { planItemOf } from '../sync/choose-subscription.ts';
import { askStripe } from './ask-stripe.ts';
import { findPrice } from './find-price.ts';
import { loadLiving } from './load-living.ts';

/** The item of a subscription that its plan is. */
export async function findPlanItem(stripe: Stripe, subscriptionId: string): Promise<Stripe.SubscriptionItem> {
  const item = planItemOf(await stripe.subscriptions.retrieve(subscriptionId));
  if (item) return item;
  throw new AppError('conflict', { message: 'The subscription has no plan at Stripe. Look at it there.' });
}

const isProration = ({ parent }: Stripe.InvoiceLineItem): boolean =>
  (parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration) === true;

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

export const previewChange: Verb<typeof contract.billing.previewChange> = async (ctx, { tier, interval }) => {
  const { stripeSubscriptionId: subscription, stripeCustomerId: customer } = await loadLiving(ctx);
  const prorationDate = Math.floor(ctx.now.getTime() / 1000);
  return askStripe(ctx.services, async (stripe) => {
    const [price, item] = await Promise.all([findPrice(stripe, tier, interval), findPlanItem(stripe, subscription)]);
    const invoice = await stripe.invoices.createPreview({
      ...(customer !== null && { customer }),
      subscription,
      subscription_details: {
        items: [{ id: item.id, price: price.id }],
        proration_behavior: 'create_prorations',
        proration_date: prorationDate,
      },
    });
    const lines = invoice.lines.data;
    return {
      currency: invoice.currency.toUpperCase(),
      dueMinor: invoice.amount_due,
      prorationMinor: sumOf(lines.filter(isProration).map(({ amount }) => amount)),
      taxMinor: sumOf((invoice.total_taxes ?? []).map(({ amount }) => amount)),
      nextPeriodMinor: price.unit_amount ?? 0,
      prorationDate: new Date(prorationDate * 1000).toISOString(),
    };
  });
};

import { terminalStatuses } from '@songtrackpro/contracts';
import { findSubscription, type SubscriptionRow } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ProviderContext } from '../../core/context.ts';

/** Whether the row is of a subscription at Stripe that isn't over. */
export const isLiving = (row: SubscriptionRow | null): row is SubscriptionRow & { stripeSubscriptionId: string } =>
  row !== null &&
  row.stripeSubscriptionId !== null &&
  row.stripeStatus !== 'incomplete' &&
  !terminalStatuses.includes(row.stripeStatus ?? '');

/** What is stored of the organization’s subscription. */
export const loadRow = (ctx: ProviderContext): Promise<SubscriptionRow | null> =>
  ctx.inTransaction(({ tx }) => findSubscription(tx));

/** The subscription that can be changed at Stripe. */
export async function loadLiving(ctx: ProviderContext): Promise<SubscriptionRow & { stripeSubscriptionId: string }> {
  const row = await loadRow(ctx);
  if (isLiving(row)) return row;
  const message = 'There is no subscription that could be changed. Begin one with `billing.startCheckout`.';
  throw new AppError('conflict', { message, details: { status: row?.stripeStatus ?? null } });
}

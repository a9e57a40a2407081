import { findOrganization, holdSubscription, updateSubscription } from '@songtrackpro/db';
import type { ProviderContext } from '../../core/context.ts';
import { askStripe } from './ask-stripe.ts';

/**
 * The organization's customer at Stripe, which is made at the first need. Of two who need it at the same time both get the
 * same one: they ask under one key, and the first answer is stored.
 */
export async function ensureCustomer(ctx: ProviderContext): Promise<string> {
  const { services, organizationId } = ctx;
  const { row, name } = await ctx.inTransaction(async ({ tx }) => ({
    row: await holdSubscription(tx, organizationId),
    name: (await findOrganization(tx, organizationId))?.name ?? '',
  }));
  if (row.stripeCustomerId !== null) return row.stripeCustomerId;
  const made = await askStripe(services, async (stripe) => {
    // Nothing that may change between two tries: a key stands for one content.
    const customer = await stripe.customers.create(
      { metadata: { organizationId } },
      // Counted on where a customer was deleted at Stripe: the old key would answer that one.
      { idempotencyKey: `customer:${organizationId}:${row.checkouts}` },
    );
    await stripe.customers.update(customer.id, { name });
    return customer.id;
  });
  return ctx.inTransaction(async ({ tx }) => {
    const row = await holdSubscription(tx, organizationId);
    if (row.stripeCustomerId !== null) return row.stripeCustomerId;
    await updateSubscription(tx, row, { stripeCustomerId: made });
    return made;
  });
}

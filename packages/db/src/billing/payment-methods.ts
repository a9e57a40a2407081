import type { PaymentMethod } from '@songtrackpro/contracts';
import { asc, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { paymentMethods } from './tables.ts';

type Row = typeof paymentMethods.$inferSelect;

/** What is kept of a payment method: nothing that could be paid with. */
export type PaymentMethodFacts = Pick<
  Row,
  'stripePaymentMethodId' | 'type' | 'brand' | 'last4' | 'expiryMonth' | 'expiryYear' | 'isDefault'
>;

export type StoredPaymentMethod = Omit<PaymentMethod, 'expires'> & { stripePaymentMethodId: string };

const toMethod = (row: Row): StoredPaymentMethod => ({
  id: row.id,
  type: row.type,
  brand: row.brand,
  last4: row.last4,
  expiryMonth: row.expiryMonth,
  expiryYear: row.expiryYear,
  isDefault: row.isDefault,
  stripePaymentMethodId: row.stripePaymentMethodId,
});

/** The default one first, then the oldest. */
export async function listPaymentMethods(tx: TenantTransaction): Promise<StoredPaymentMethod[]> {
  const rows = await tx
    .select()
    .from(paymentMethods)
    .orderBy(desc(paymentMethods.isDefault), asc(paymentMethods.createdAt), asc(paymentMethods.id));
  return rows.map(toMethod);
}

/** Makes the organization's payment methods those that are given; the caller holds its subscription. */
export async function replacePaymentMethods(
  tx: TenantTransaction,
  organizationId: string,
  facts: readonly PaymentMethodFacts[],
): Promise<void> {
  const ids = facts.map(({ stripePaymentMethodId }) => stripePaymentMethodId);
  await tx
    .delete(paymentMethods)
    .where(ids.length === 0 ? sql`true` : notInArray(paymentMethods.stripePaymentMethodId, ids));
  // One is the default at any moment, so none is while another one becomes it.
  await tx.update(paymentMethods).set({ isDefault: false }).where(eq(paymentMethods.isDefault, true));
  for (const fact of facts) {
    await tx
      .insert(paymentMethods)
      .values({ organizationId, ...fact })
      .onConflictDoUpdate({ target: paymentMethods.stripePaymentMethodId, set: fact });
  }
}

import { findSubscription, withTenant } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { openBillingServer } from '../../../test/billing.ts';
import { subscriptionFacts } from './subscription-facts.ts';

const { server, organization, sdk, subscribe } = await openBillingServer();

test('the grace of an overdue payment runs from its invoice, and where none is open from the period that it is for', async () => {
  const made = await organization();
  await subscribe(made);
  const before = await withTenant(server.services.postgres, { organizationId: made.id }, findSubscription);
  if (!before) throw new Error('no subscription');
  const living = await sdk.subscriptions.retrieve(before.stripeSubscriptionId ?? '');
  const [item] = living.items.data;
  if (!item) throw new Error('no item');
  const [subscribed, period, invoiced] = [1_600_000_000, 1_700_000_000, 1_700_003_600];
  const items = { ...living.items, data: [{ ...item, current_period_start: period }] };
  const overdue = { ...living, created: subscribed, status: 'past_due' as const, items };
  const graceOf = (unpaidSince: number | null) =>
    subscriptionFacts(overdue, { before, graceDays: 14, others: [], trialSince: null, unpaidSince }).graceEndsAt;
  const after = (seconds: number) => new Date((seconds + 14 * 86_400) * 1000).toISOString();
  expect(graceOf(invoiced)).toBe(after(invoiced));
  expect(graceOf(null)).toBe(after(period));
});

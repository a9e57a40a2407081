import { expect, test } from 'vitest';
import { giveSubscription } from '../../test/subscriptions.ts';
import { openTestServer } from '../../test/support.ts';

const { server, organization } = await openTestServer({ billing: { defaultPlan: 'free' } });

test('plan, access and status of a subscription are of one moment, also while it ends', async () => {
  const { client, id } = await organization();
  let asking = true;
  const changing = (async () => {
    for (let times = 0; asking; times += 1)
      await giveSubscription(server, id, { tier: 'professional', status: times % 2 === 0 ? 'active' : 'canceled' });
  })();
  const told = new Set<string>();
  for (let times = 0; times < 60; times += 1) {
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.billing.getSubscription()));
    for (const { plan, access, subscription } of answers)
      if (subscription) told.add(`${subscription.status} ${plan} ${access}`);
  }
  asking = false;
  await changing;
  expect([...told].sort()).toEqual(['active professional full', 'canceled free none']);
});

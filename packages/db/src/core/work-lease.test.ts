import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing/test-database.ts';
import { WorkLease } from './work-lease.ts';

const { postgres } = await openTestDatabase();

test('of several processes one has a lease, until it gives it up', async () => {
  const leases = [1, 2, 3].map(() => new WorkLease(postgres, 'counting', 3600));
  const taken = await Promise.all(leases.map((lease) => lease.take()));
  expect(taken.filter(Boolean)).toHaveLength(1);
  const holder = leases[taken.indexOf(true)];
  const others = leases.filter((lease) => lease !== holder);
  expect(await holder?.take()).toBe(true);
  await Promise.all(others.map((lease) => lease.release()));
  expect(await others[0]?.take()).toBe(false);
  await holder?.release();
  expect(await others[0]?.take()).toBe(true);
});

test('the lease of a process that is gone passes to another one by itself, and other work has its own', async () => {
  const gone = new WorkLease(postgres, 'gone', 0.2);
  expect(await gone.take()).toBe(true);
  const next = new WorkLease(postgres, 'gone', 3600);
  await expect.poll(() => next.take(), { timeout: 20_000 }).toBe(true);
  expect(await gone.take()).toBe(false);
  expect(await new WorkLease(postgres, 'something else', 3600).take()).toBe(true);
});

import { countInMemory } from '@songtrackpro/db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { Reserve } from './reserve.ts';

/** The real counter, and how often it was asked. */
function counted() {
  const counters = countInMemory();
  const asked = { times: 0 };
  const add: typeof counters.add = (...call) => {
    asked.times += 1;
    return counters.add(...call);
  };
  return { add, asked };
}

test('many calls cost few questions to the shared counter', async () => {
  const { add, asked } = counted();
  const reserve = new Reserve({ add }, 'a', 60);
  for (let call = 0; call < 1000; call += 1) expect(await reserve.take(1, 3000)).toBe(true);
  expect(asked.times).toBeLessThanOrEqual(10);
});

test('calls at the same time share one question', async () => {
  const { add, asked } = counted();
  const reserve = new Reserve({ add }, 'a', 60);
  const taken = await Promise.all(Array.from({ length: 30 }, () => reserve.take(1, 600)));
  expect(taken.every((one) => one)).toBe(true);
  expect(asked.times).toBe(1);
});

test('several processes together let exactly the limit through, whatever calls cost and in which order they come', async () => {
  const processes = fc.integer({ min: 1, max: 4 });
  const calls = fc.array(fc.nat(3), { minLength: 1, maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), processes, calls, async (limit, count, order) => {
      const { add } = counted();
      const reserves = Array.from({ length: count }, () => new Reserve({ add }, 'a', 60));
      const takers = order.map((index) => reserves[index % count]?.take(1, limit));
      let granted = (await Promise.all(takers)).filter((one) => one).length;
      expect(granted).toBeLessThanOrEqual(limit);
      // Until every process has been refused: then nothing is left unspent.
      for (const reserve of reserves) while (await reserve.take(1, limit)) granted += 1;
      expect(granted).toBe(limit);
    }),
    { numRuns: rounds.properties },
  );
});

test('a call that costs more than the limit costs the limit, and is let through once', async () => {
  const reserve = new Reserve(counted(), 'a', 60);
  expect([await reserve.take(20, 5), await reserve.take(20, 5)]).toEqual([true, false]);
});

test('what was spent in vain is given back', async () => {
  const reserve = new Reserve(counted(), 'a', 60);
  expect(await reserve.take(5, 5)).toBe(true);
  reserve.giveBack(5);
  expect(reserve.standing(5)).toMatchObject({ limit: 5, left: 5 });
  expect(await reserve.take(5, 5)).toBe(true);
});

test('a new window begins with the whole limit, and nothing of the old one', async () => {
  const reserve = new Reserve(counted(), 'a', 1);
  while (await reserve.take(1, 7));
  expect(reserve.hasEnded).toBe(false);
  await expect.poll(() => reserve.hasEnded, { timeout: 5000 }).toBe(true);
  let granted = 0;
  while (granted <= 7 && (await reserve.take(1, 7))) granted += 1;
  expect(granted).toBe(7);
});

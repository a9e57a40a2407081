import { expect, test } from 'vitest';
import { type ShardKeyName, shardKeys } from './shard-keys.ts';
import { Cluster, simulate } from './simulate-shards.ts';
import { makeWorkload } from './workload.ts';

const mebibyte = 2 ** 20;
const workload = makeWorkload({ organizations: 60, weeks: 12, bytes: 40 * 1024 * mebibyte, skew: 1 });
const keys = shardKeys(workload);
const placed = (name: ShardKeyName) => simulate(workload, keys[name], 8);

test('a key of time alone writes everything to one shard', () => {
  expect(placed('time').hotShardFactor).toBeCloseTo(8);
});

test('a key of the organization alone cannot split the largest one', () => {
  expect(placed('organization').largestChunkShare).toBeGreaterThan(0.15);
  expect(placed('tenantId').largestChunkShare).toBeLessThan(0.02);
});

test('a hashed id is even, and asks every shard for any organization', () => {
  const { hotShardFactor, shardsOfOrganization } = placed('hashedId');
  expect(hotShardFactor).toBeLessThan(1.5);
  expect(shardsOfOrganization).toBe(8);
  expect(placed('tenantId').shardsOfOrganization).toBeLessThan(4);
});

test('nothing is lost when chunks are split and moved', () => {
  const cluster = new Cluster(100, 4);
  for (let leaf = 0; leaf < 100; leaf++) cluster.write(leaf, (leaf % 7) * 20 * mebibyte);
  cluster.split();
  cluster.balance();
  const { balance, largestChunkShare } = cluster.summary();
  expect(balance).toBeGreaterThanOrEqual(1);
  expect(balance).toBeLessThan(1.3);
  expect(largestChunkShare).toBeLessThan(0.03);
});

test('the same seed makes the same year', () => {
  const again = makeWorkload({ organizations: 60, weeks: 12, bytes: 40 * 1024 * mebibyte, skew: 1 });
  expect(again.tracks).toEqual(workload.tracks);
  expect(again.bytesOf(3, 1, 7)).toBe(workload.bytesOf(3, 1, 7));
});

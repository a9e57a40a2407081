import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { collections } from './collection-list.ts';

const page = () => readFile(new URL('../../../../docs/production.md', import.meta.url), 'utf8');
const command = /^sh\.shardCollection\('songtrackpro\.(\w+)', \{ (.*) \}\);$/gm;

/** A shard key as the shell takes it. */
const written = (keys: Readonly<Record<string, unknown>>): string =>
  Object.keys(keys)
    .map((name) => `${name.includes('.') ? `'${name}'` : name}: 1`)
    .join(', ');

test('the page of production shards each large collection by the key that its definition has', async () => {
  const commands = new Map([...(await page()).matchAll(command)].map(([, name = '', keys = '']) => [name, keys]));
  // What never expires is small, and may stay on one shard.
  const large = collections.filter(({ expiry }) => expiry !== null);
  expect(commands).toEqual(new Map(large.map(({ name, shardKey }) => [name, written(shardKey.keys)])));
});

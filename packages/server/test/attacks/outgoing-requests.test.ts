import { glob, readFile } from 'node:fs/promises';
import { contract } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { toJsonSchema } from '../../src/core/json-schema.ts';
import { procedures } from '../walk.ts';

const root = new URL('../../src/', import.meta.url);

const asks = /(?<![\w.#])fetch\(|^import (?!type)[^;]*'node:https?'|'undici'|createTransport\(/m;

test('only the places listed here ask another server, and one alone takes the address from a caller', async () => {
  const asking = [];
  for await (const path of glob('**/*.ts', { cwd: root.pathname })) {
    if (path.endsWith('.test.ts')) continue;
    const text = await readFile(new URL(path, root), 'utf8');
    if (asks.test(text)) asking.push(path);
  }
  // Clients of providers and the mail server: the operator's settings say where they are. Receivers of webhooks are where
  // members say, so the addresses are looked at before each connection.
  const others = asking.filter((path) => !path.startsWith('providers/')).toSorted();
  expect(others).toEqual(['core/mail-transport.ts', 'webhooks/send/post.ts']);
});

test('the addresses that a caller may give are those listed here', () => {
  const fields = procedures.flatMap(({ path, procedure }) =>
    JSON.stringify(toJsonSchema(procedure.input, 'input')).includes('"format":"uri"') ? [path] : [],
  );
  expect(Object.keys(contract).length).toBeGreaterThan(5);
  // Where somebody comes back to from Stripe's pages, which Stripe is given. The picture of a profile and the artwork of artists and tracks, what creatives of campaigns show and lead to: for front ends and
  // ad platforms, never fetched here. Receivers of webhooks, at public addresses.
  expect(fields).toEqual([
    'identity.updateProfile',
    'billing.startCheckout',
    'billing.openPortal',
    'artists.create',
    'artists.update',
    'tracks.create',
    'tracks.createMany',
    'tracks.updateMany',
    'tracks.update',
    'campaigns.create',
    'campaigns.update',
    'campaigns.updateTemplate',
    'webhooks.create',
    'webhooks.update',
  ]);
});

import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { defaultHttpSettings } from './http/settings.ts';
import { AddressError, listen } from './listen.ts';

const app = new Hono().get('/', (c) => c.text('here'));

test('port 0 finds a free one, and the address says which', async () => {
  const listener = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    expect(listener.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(await (await fetch(listener.url)).text()).toBe('here');
  } finally {
    await listener.close();
  }
});

test('a port that another program has is named, with the options that choose another', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const refused = listen(app, { host: '127.0.0.1', port });
  await expect(refused).rejects.toThrow(`Port ${port} is taken by another program.`);
  await expect(refused).rejects.toBeInstanceOf(AddressError);
  other.close();
});

test.each(['203.0.113.7', 'no.such.host.invalid'])(
  '“%s”, which is no address of this machine, is named',
  async (host) => {
    await expect(listen(app, { host, port: 0 })).rejects.toThrow(`no address “${host}” to listen on. Correct HOST`);
  },
);

test('a connection that its client keeps open does not hold up the stop once its request has ended', async () => {
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = new Hono().get('/', async (c) => {
    begun.resolve();
    await goOn.promise;
    return c.text('done');
  });
  // A stop that waits for its deadline would outlast the test.
  const listener = await listen(
    slow,
    { host: '127.0.0.1', port: 0 },
    { ...defaultHttpSettings, stopTimeoutMs: 300_000 },
  );
  const agent = new Agent({ keepAlive: true });
  const answer = new Promise<string>((resolve, reject) => {
    get(listener.url, { agent }, (response) => resolve(text(response))).on('error', reject);
  });
  await begun.promise;
  const closed = listener.close();
  goOn.resolve();
  expect(await answer).toBe('done');
  await closed;
  agent.destroy();
});

import { createServer } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
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

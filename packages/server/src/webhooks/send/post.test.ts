import { once } from 'node:events';
import { keptAnswerLength } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { openReceiver } from '../../../test/receiver.ts';
import type { WebhookSettings } from '../../core/webhook-settings.ts';
import { post } from './post.ts';

const receiver = await openReceiver();
const { port } = new URL(receiver.url);
const local: WebhookSettings = { allowPrivate: true, allowHttp: true, timeoutMs: 5000 };
const abroad: WebhookSettings = { ...local, allowPrivate: false };

const send = (url: string, settings: Partial<WebhookSettings> = {}) =>
  post(url, { headers: { 'webhook-id': 'a' }, body: '{"a":"ü"}' }, { ...local, ...settings });

test('a body is posted as it is, and what was answered comes back', async () => {
  receiver.answer((response) => response.writeHead(202).end('taken'));
  expect(await send(receiver.url)).toEqual({ status: 202, body: 'taken', fault: null, detail: null });
  expect(receiver.received.at(-1)).toMatchObject({ body: '{"a":"ü"}', headers: { 'webhook-id': 'a' } });
});

test.each([
  ['a name that leads to this machine', `http://localhost:${port}/`],
  ['loopback', `http://127.0.0.1:${port}/`],
  ['loopback as a number', `http://2130706433:${port}/`],
  ['loopback in the clothes of IPv6', `http://[::ffff:127.0.0.1]:${port}/`],
  ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/'],
])('nothing is sent to %s where private addresses are refused', async (_, url) => {
  const before = receiver.received.length;
  expect(await post(url, { headers: {}, body: '{}' }, abroad)).toMatchObject({
    status: null,
    fault: 'private_address',
  });
  expect(receiver.received).toHaveLength(before);
});

test('nothing is sent without TLS where plain http is refused', async () => {
  expect(await send(receiver.url, { allowHttp: false })).toMatchObject({ status: null, fault: 'insecure' });
});

test.each([301, 302, 303, 307, 308])('a redirect by %i is not followed', async (status) => {
  const before = receiver.received.length;
  receiver.answer((response) => response.writeHead(status, { location: `${receiver.url}/elsewhere` }).end());
  expect(await send(receiver.url)).toMatchObject({ status, fault: 'refused', detail: 'Redirects are not followed.' });
  expect(receiver.received).toHaveLength(before + 1);
});

test('a receiver that says nothing is left after the time-out', async () => {
  receiver.answer(() => undefined);
  expect(await send(receiver.url, { timeoutMs: 100 })).toMatchObject({ status: null, fault: 'timeout' });
});

test('a receiver that never ends its answer has taken it by its status', async () => {
  receiver.answer((response) => response.writeHead(200).write('so'));
  expect(await send(receiver.url, { timeoutMs: 200 })).toMatchObject({ status: 200, body: 'so', fault: null });
});

test('of an answer without end only the beginning is read, as a store can hold it', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  receiver.answer((response) => {
    closed = once(response, 'close');
    response.writeHead(200);
    const pour = () => {
      while (!response.destroyed && response.write(`\0${'x'.repeat(65_536)}`));
    };
    response.on('drain', pour);
    pour();
  });
  const { body, fault } = await send(receiver.url);
  await closed;
  expect([body?.length, body?.slice(0, 2), fault]).toEqual([keptAnswerLength, '\ufffdx', null]);
});

test('a connection that breaks, or that nobody takes, is no answer', async () => {
  receiver.answer((response) => response.destroy());
  expect(await send(receiver.url)).toMatchObject({
    status: null,
    fault: 'unreachable',
    detail: expect.stringContaining('ECONNRESET'),
  });
  expect(await send('http://127.0.0.1:1/')).toMatchObject({ status: null, fault: 'unreachable' });
});

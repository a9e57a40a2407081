import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signWebhook } from './sign-webhook.ts';
import { type ReceivedWebhook, type VerifyOptions, verifyWebhook, WebhookVerificationError } from './verify-webhook.ts';

/** What the Standard Webhooks specification publishes for whoever implements it. */
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const secret = 'whsec_c2VjcmV0LW9mLWEtdGVzdC13aXRoLTMyLWJ5dGVz';
const other = 'whsec_YW5vdGhlci1zZWNyZXQtb2YtYS10ZXN0LTMyLWJ5dA==';
const id = '01930000-0000-7000-8000-000000000001';
const seconds = 1_772_000_000;
const body = JSON.stringify({ id, type: 'webhook.test', data: { message: 'Grüße 🎵' } });

const sign = (by: string, content = `${id}.${seconds}.${body}`) =>
  `v1,${createHmac('sha256', Buffer.from(by.slice(6), 'base64'))
    .update(content)
    .digest('base64')}`;

const headers = (signature = sign(secret), timestamp = String(seconds)) => ({
  'webhook-id': id,
  'webhook-timestamp': timestamp,
  'webhook-signature': signature,
});
const now = (ahead = 0) => ({ now: () => (seconds + ahead) * 1000 });

async function reasonOf(
  received: Partial<ReceivedWebhook>,
  secrets: string | string[] = secret,
  options: VerifyOptions = now(),
): Promise<string> {
  try {
    await verifyWebhook({ headers: headers(), body, ...received }, secrets, options);
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.reason;
    throw error;
  }
  return 'verified';
}

test('the published signature is taken, and with any other secret, id, time or body it is not', async () => {
  const { id: messageId, timestamp, signature } = published;
  const signed = { 'webhook-id': messageId, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  const at = { now: () => timestamp * 1000 };
  // Signed as published; and yet it is no event of this server.
  expect(await reasonOf({ headers: signed, body: published.body }, published.secret, at)).toBe('body');
  expect(await reasonOf({ headers: signed, body: published.body }, other, at)).toBe('signature');
  expect(await reasonOf({ headers: signed, body: '{"test":2432232314}' }, published.secret, at)).toBe('signature');
  const moved = { ...signed, 'webhook-timestamp': String(timestamp + 1) };
  expect(await reasonOf({ headers: moved, body: published.body }, published.secret, at)).toBe('signature');
  const renamed = { ...signed, 'webhook-id': 'msg_1' };
  expect(await reasonOf({ headers: renamed, body: published.body }, published.secret, at)).toBe('signature');
});

test('what is signed for a test of a receiver is signed as published', async () => {
  const at = new Date(published.timestamp * 1000);
  const { id: messageId, body: message, signature } = published;
  const made = await signWebhook({ id: messageId, body: message, at }, published.secret);
  expect(made['webhook-signature']).toBe(signature);
});

test('a delivery is taken as text, as bytes, with Headers and with headers of Node', async () => {
  const event = await verifyWebhook({ headers: headers(), body }, secret, now());
  expect(event).toEqual(JSON.parse(body));
  for (const received of [
    { headers: new Headers(headers()), body: new TextEncoder().encode(body) },
    { headers: { ...headers(), 'content-type': 'application/json', cookie: undefined }, body: Buffer.from(body) },
    { headers: { 'Webhook-Id': id, 'Webhook-Timestamp': [String(seconds)], 'Webhook-Signature': sign(secret) }, body },
  ])
    expect(await verifyWebhook(received, secret, now())).toEqual(event);
});

test('one of several secrets and one of several signatures are enough', async () => {
  expect(await reasonOf({}, [other, secret])).toBe('verified');
  expect(await reasonOf({ headers: headers(`${sign(other)} ${sign(secret)}`) })).toBe('verified');
  expect(await reasonOf({ headers: headers(`v2,AAAA v1a,AAAA x ${sign(secret)}`) })).toBe('verified');
  expect(await reasonOf({ headers: headers(`${sign(other)} v1,AAAA`) })).toBe('signature');
  expect(await reasonOf({}, [])).toBe('signature');
});

test.each([
  ['five minutes old', 300, 'verified'],
  ['older', 301, 'too_old'],
  ['five minutes ahead', -300, 'verified'],
  ['further ahead', -301, 'too_new'],
])('a delivery that is %s by the receiver’s clock', async (_, ahead, reason) => {
  expect(await reasonOf({}, secret, now(ahead))).toBe(reason);
});

test('the tolerance is the receiver’s to choose', async () => {
  expect(await reasonOf({}, secret, { ...now(3000), toleranceSeconds: 3600 })).toBe('verified');
  expect(await reasonOf({}, secret, { ...now(2), toleranceSeconds: 1 })).toBe('too_old');
});

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'the header %s has to be there once',
  async (name) => {
    const given: Record<string, string> = headers();
    const value = given[name] ?? '';
    expect(await reasonOf({ headers: { ...given, [name]: undefined } })).toBe('headers');
    expect(await reasonOf({ headers: { ...given, [name]: '' } })).toBe('headers');
    expect(await reasonOf({ headers: { ...given, [name]: [value, value] } })).toBe('headers');
    expect(await reasonOf({ headers: { ...given, [name.toUpperCase()]: value } })).toBe('headers');
    // As a server joins a header that came twice.
    expect(await reasonOf({ headers: { ...given, [name]: `${value}, ${value}` } })).not.toBe('verified');
  },
);

test.each(['-1', '1e9', ' 1', '1.5', 'now', '9'.repeat(20)])('a time of %s is none', async (timestamp) => {
  expect(await reasonOf({ headers: headers(sign(secret), timestamp) })).toBe('headers');
});

test('a body that was altered in a single byte is not taken', async () => {
  expect(await reasonOf({ body: body.replace('test', 'Test') })).toBe('signature');
  expect(await reasonOf({ body: `${body} ` })).toBe('signature');
  expect(await reasonOf({ body: '' })).toBe('signature');
});

test('a secret that is none is said to be none', async () => {
  expect(await reasonOf({}, 'whsec_')).toBe('secret');
  expect(await reasonOf({}, 'whsec_§')).toBe('secret');
});

test('an event is of the id that it was signed with', async () => {
  const foreign = body.replace(id, id.replace('1', '2'));
  expect(await reasonOf({ headers: headers(sign(secret, `${id}.${seconds}.${foreign}`)), body: foreign })).toBe('body');
});

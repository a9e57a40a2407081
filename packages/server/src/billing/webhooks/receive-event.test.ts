import Stripe from 'stripe';
import { expect, test, vi } from 'vitest';
import { openTestServer } from '../../../test/support.ts';

const [secret, nextSecret] = ['whsec_old', 'whsec_new'];
const stripe = { secretKey: 'sk_test_1', webhookSecrets: [secret, nextSecret], apiUrl: 'http://127.0.0.1:1' };
// Nobody processes what comes: only what is stored is looked at.
const { server } = await openTestServer({ billing: { stripe }, worker: false });

let made = 0;
function event(parts: object = {}) {
  made += 1;
  const id = `evt_${process.pid}_${Date.now()}_${made}`;
  const object = { id: 'sub_1', object: 'subscription', customer: 'cus_of_nobody' };
  const whole = {
    id,
    object: 'event',
    type: 'customer.subscription.updated',
    api_version: '2026-10-28.endive',
    created: 1_700_000_000,
    livemode: false,
    data: { object },
    ...parts,
  };
  return { id, payload: JSON.stringify(whole, null, 2) };
}

const signed = (payload: string, key = secret, timestamp = Math.floor(Date.now() / 1000)) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp });

async function send(payload: string | Uint8Array, signature?: string) {
  const answer = await fetch(`${server.url}/v1/billing/stripe/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature && { 'stripe-signature': signature }) },
    body: payload,
  });
  const body = (await answer.json()) as { repeated?: boolean; error?: { data: { code: string } } };
  return { status: answer.status, repeated: body.repeated, code: body.error?.data.code };
}

const stored = async (id: string) => {
  const { worker } = server.services.postgres;
  const [row] = await worker`select type, customer_id, payload, processed_at from stripe_events where id = ${id}`;
  return row ?? null;
};

test('a signed event is stored as it came before it is answered, once however often it is sent', async () => {
  const { id, payload } = event();
  expect(await send(payload, signed(payload))).toEqual({ status: 200, repeated: false, code: undefined });
  expect(await stored(id)).toMatchObject({
    type: 'customer.subscription.updated',
    customer_id: 'cus_of_nobody',
    payload: JSON.parse(payload),
    processed_at: null,
  });
  expect(await send(payload, signed(payload))).toMatchObject({ status: 200, repeated: true });
  const both = event();
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(both.payload, signed(both.payload))));
  expect(answers.filter(({ repeated }) => repeated === false)).toHaveLength(1);
});

test('while one secret replaces another, both are right, also beside a signature of neither', async () => {
  const { payload } = event();
  expect(await send(payload, signed(payload, nextSecret))).toMatchObject({ status: 200 });
  const [time = '', mine = ''] = signed(event().payload, 'whsec_of_another').split(',');
  const other = event();
  const right = signed(other.payload).split(',')[1];
  const header = `${signed(other.payload).split(',')[0]},${mine},${right}`;
  expect(time).toMatch(/^t=/);
  expect(await send(other.payload, header)).toMatchObject({ status: 200 });
});

const now = () => Math.floor(Date.now() / 1000);
test.each<[what: string, forge: (payload: string) => [string | Uint8Array, string | undefined]]>([
  ['without a signature', (payload) => [payload, undefined]],
  ['signed with another account’s secret', (payload) => [payload, signed(payload, 'whsec_of_another')]],
  ['signed long ago', (payload) => [payload, signed(payload, secret, now() - 301)]],
  ['that was changed after it was signed', (payload) => [payload.replace('sub_1', 'sub_2'), signed(payload)]],
  ['that was cut short', (payload) => [payload.slice(0, -2), signed(payload)]],
  ['that was parsed and written again', (payload) => [JSON.stringify(JSON.parse(payload)), signed(payload)]],
  ['with a signature of nonsense', (payload) => [payload, 't=,v1=,v0=1,,=']],
  ['with bytes that are no text', (payload) => [new Uint8Array([0xff, 0xfe]), signed(payload)]],
])('an event %s is refused and leaves nothing', async (_, forge) => {
  const { id, payload } = event();
  expect(await send(...forge(payload))).toMatchObject({ status: 400, code: 'token_invalid' });
  expect(await stored(id)).toBeNull();
});

test('an event of the other mode of the account, or that is no snapshot, is refused although it is signed', async () => {
  const live = event({ livemode: true });
  expect(await send(live.payload, signed(live.payload))).toMatchObject({ status: 409, code: 'conflict' });
  expect(await stored(live.id)).toBeNull();
  for (const payload of ['{', '[]', '{"object":"v2.core.event","id":"evt_1","type":"a"}']) {
    expect(await send(payload, signed(payload))).toMatchObject({ status: 400, code: 'invalid_input' });
  }
});

test('where nothing is sold there is no such address', async () => {
  const { server: other } = await openTestServer({ worker: false });
  const answer = await fetch(`${other.url}/v1/billing/stripe/events`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
});

test('events of types and customers that nobody knows are kept, closed and reported; those that can’t be processed wait', async () => {
  const { server: working } = await openTestServer({ billing: { stripe } });
  const { id: organizationId } = await (await openTestServer({ worker: false })).organization();
  const customer = `cus_${organizationId}`;
  await working.services.postgres.worker`
    insert into subscriptions (organization_id, stripe_customer_id) values (${organizationId}, ${customer})`;
  const unknown = event({ type: 'product.invented.tomorrow' });
  const mine = event({ data: { object: { id: 'sub_1', object: 'subscription', customer } } });
  for (const { payload } of [unknown, mine]) await send(payload, signed(payload));
  working.services.wakeBilling();
  const row = async (id: string) => {
    const { worker } = working.services.postgres;
    const [found] = await worker`select outcome, last_error, attempts from stripe_events where id = ${id}`;
    return found;
  };
  await vi.waitFor(async () => expect(await row(unknown.id)).toMatchObject({ outcome: 'unknown_customer' }), 30_000);
  await vi.waitFor(async () => expect((await row(mine.id))?.last_error).toMatch(/connect/i), 30_000);
  expect(await row(mine.id)).toMatchObject({ outcome: null, attempts: 1 });
}, 60_000);

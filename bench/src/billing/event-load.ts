import { createHmac, randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** Sends signed events over kept-alive connections, each with an id of its own; printed as JSON for who started it. */
const [url = '', , connections = '32', seconds = '1'] = process.argv.slice(2);

const items = { object: 'list', data: [{ id: 'si_1', quantity: 1, price: { id: 'price_1', unit_amount: 2900 } }] };
const subscription = { id: 'sub_1', object: 'subscription', customer: 'cus_bench', status: 'active', items };
const rest = { description: 'x'.repeat(800), metadata: { organizationId: 'bench' } };

function signedEvent() {
  const created = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'customer.subscription.updated',
    created,
    livemode: false,
    data: { object: { ...subscription, ...rest } },
  });
  const signature = createHmac('sha256', 'whsec_bench').update(`${created}.${body}`).digest('hex');
  return {
    body,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${created},v1=${signature}` },
  };
}

const { requests, errors, timeouts, non2xx, duration } = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...signedEvent() }) }],
});
process.stdout.write(
  `${JSON.stringify({ perSecond: requests.total / duration, failed: errors + timeouts + non2xx })}\n`,
);

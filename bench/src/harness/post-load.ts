import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** Makes artists over kept-alive connections, each call with a key of its own; printed as JSON for who started it. */
const [url = '', authorization = '', connections = '32', seconds = '1'] = process.argv.slice(2);

const { requests, errors, timeouts, non2xx, duration } = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  requests: [
    {
      method: 'POST',
      setupRequest: (request) => ({
        ...request,
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: '{"name":"An artist of the comparison"}',
      }),
    },
  ],
});
process.stdout.write(
  `${JSON.stringify({ perSecond: requests.total / duration, failed: errors + timeouts + non2xx })}\n`,
);

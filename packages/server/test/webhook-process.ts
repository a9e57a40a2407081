import { startServer } from '../src/server.ts';
import { deliverWebhook } from '../src/webhooks/index.ts';

// A process that makes one attempt to deliver, to be killed in the middle of it.
const { stores, aheadMs, due } = JSON.parse(process.argv[2] ?? '');
const { services } = await startServer({
  stores,
  webhooks: { allowPrivate: true, allowHttp: true },
  clock: () => new Date(Date.now() + aheadMs),
  worker: false,
});
await deliverWebhook(services, due);
process.exit(0);

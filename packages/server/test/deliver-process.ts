import { deliverAudience } from '../src/audiences/index.ts';
import { startServer } from '../src/server.ts';

// A process that sends one list, to be killed in the middle of it.
const { stores, providers, aheadMs, due } = JSON.parse(process.argv[2] ?? '');
const { services } = await startServer({
  stores,
  providers,
  clock: () => new Date(Date.now() + aheadMs),
  worker: false,
});
await deliverAudience(services, due);
process.exit(0);

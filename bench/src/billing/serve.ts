import { startServer } from '@songtrackpro/server';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from '../read/settings.ts';

// With the plan that is named, and an account at Stripe that nobody asks: events are stored, and left.
const plan = process.argv[3] === 'professional' ? 'professional' : 'enterprise';
const stripe = { secretKey: 'sk_test_bench', webhookSecrets: ['whsec_bench'], apiUrl: 'http://127.0.0.1:1' };
const server = await startServer({
  stores: await readSettings(),
  pointsPerMinute: 0,
  worker: false,
  billing: { defaultPlan: plan, stripe },
});
process.stdout.write(`ready ${server.url}\n`);
await untilStopped();
await server.close();

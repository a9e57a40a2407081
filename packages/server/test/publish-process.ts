import { startServer } from '../src/server.ts';

// A server that is killed while it publishes a campaign; it says where it listens.
const { stores, providers, aheadMs } = JSON.parse(process.argv[2] ?? '');
const clock = () => new Date(Date.now() + aheadMs);
const { url } = await startServer({ stores, providers, clock, worker: false, pointsPerMinute: 0 });
process.stdout.write(`${url}\n`);

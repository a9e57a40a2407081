import { startServer } from '@songtrackpro/server';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from '../read/settings.ts';

// Without limits: an address has too few points for as many calls without a key as are measured.
const server = await startServer({ stores: await readSettings(), pointsPerMinute: 0 });
process.stdout.write(`ready ${server.url}\n`);
await untilStopped();
await server.close();

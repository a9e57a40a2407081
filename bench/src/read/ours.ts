import { startServer } from '@songtrackpro/server';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from './settings.ts';

// Limits as a large plan has them: calls are counted, and none is refused.
const server = await startServer({ stores: await readSettings(), pointsPerMinute: 1_000_000 });
process.stdout.write(`ready ${server.url}\n`);
await untilStopped();
await server.close();

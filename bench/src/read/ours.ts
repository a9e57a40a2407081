import { startServer } from '@songtrackpro/server';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from './settings.ts';

const server = await startServer({ stores: await readSettings() });
process.stdout.write(`ready ${server.url}\n`);
await untilStopped();
await server.close();

// Takes mongod's command line and serves with the embedded document server, so that what the keeper does with a mongod
// is tested on machines that have none. It says nothing about MongoDB itself.

import { parseArgs } from 'node:util';
import { startServer } from '../documents/server.ts';

const { values } = parseArgs({
  options: {
    dbpath: { type: 'string' },
    bind_ip: { type: 'string' },
    unixSocketPrefix: { type: 'string' },
    filePermissions: { type: 'string' },
    quiet: { type: 'boolean' },
  },
});
const server = await startServer({ folder: values.dbpath ?? '', listen: { socket: values.bind_ip ?? '' } });
process.on('SIGINT', async () => {
  await server.close();
  process.exit();
});

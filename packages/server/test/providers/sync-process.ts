import { syncAdAccount } from '../../src/integrations/sync/index.ts';
import { createMetaClient } from '../../src/providers/index.ts';
import { startServer } from '../../src/server.ts';

// A process that does one sync, to be killed in the middle of it.
const { stores, due, url, appId, appSecret, token, now } = JSON.parse(process.argv[2] ?? '');
const clock = () => new Date(now);
const { services } = await startServer({ stores, worker: false, clock });
const meta = createMetaClient({ graphUrl: url, dialogUrl: url, appId, appSecret, clock });
await syncAdAccount(services, { meta, accessTokenOf: async () => token }, due);
process.exit(0);

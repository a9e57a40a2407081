import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '@songtrackpro/embedded';

import { afterAll } from 'vitest';
import { localTokenKeys } from '../src/core/keyring.ts';
import { roleUrls, type StoreSettings } from '../src/core/settings.ts';
import { migrateStores } from '../src/server.ts';
import { FaultProxy } from './fault-proxy.ts';

export interface OwnStores {
  /** As a server is to use them: through the proxies. */
  stores: StoreSettings;
  postgres: FaultProxy;
  documents: FaultProxy;
}

/** Both stores for one test file alone, behind proxies: no other server delivers what this file's servers leave. */
export async function openOwnStores(): Promise<OwnStores> {
  const folder = await mkdtemp(join(tmpdir(), 'stp-outages-'));
  const opened = await openStores({ dataDir: folder });
  const { postgresUrl, documentsUri, secret } = opened;
  if (postgresUrl === undefined || documentsUri === undefined) throw new Error('both stores were asked for');
  const direct: StoreSettings = {
    ownerUrl: postgresUrl,
    urls: roleUrls(postgresUrl, secret),
    mongodbUri: documentsUri,
    roleSecret: secret,
    secret,
    tokenKeys: localTokenKeys(secret),
    filesDir: join(folder, 'files'),
  };
  const [postgres, documents] = [await FaultProxy.before(postgresUrl), await FaultProxy.before(documentsUri)];
  // The last to be registered runs first: servers are closed before.
  afterAll(async () => {
    await Promise.all([postgres.close(), documents.close()]);
    await opened.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  await migrateStores(direct);
  const { app, auth, worker } = direct.urls;
  const urls = { app: postgres.urlOf(app), auth: postgres.urlOf(auth), worker: postgres.urlOf(worker) };
  return { stores: { ...direct, urls, mongodbUri: documents.urlOf(documentsUri) }, postgres, documents };
}

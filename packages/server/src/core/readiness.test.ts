import { openDocuments } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { storeSettings } from '../../../../scripts/vitest/store-settings.ts';
import { openTestServer } from '../../test/support.ts';
import { checkReady } from './readiness.ts';

const { server } = await openTestServer({ worker: false });
const { services } = server;

test('a server on stores that answer is ready, and says so part by part', async () => {
  const answer = await fetch(`${server.url}/readyz`);
  expect(answer.status).toBe(200);
  const parts = { postgres: true, documents: true, migrations: true, jobs: true };
  expect(await answer.json()).toEqual({ ready: true, parts });
});

test('a store that is away is named', async () => {
  const documents = await openDocuments(storeSettings().mongodbUri);
  await documents.close();
  const { ready, parts } = await checkReady({ ...services, documents });
  expect({ ready, documents: parts.documents, postgres: parts.postgres }).toEqual({
    ready: false,
    documents: false,
    postgres: true,
  });
});

test('a part that does not answer in time counts as away', async () => {
  const documents = { ...services.documents, ping: () => new Promise<void>(() => {}) };
  expect((await checkReady({ ...services, documents })).parts.documents).toBe(false);
});

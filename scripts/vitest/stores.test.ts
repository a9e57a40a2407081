import { startServer } from '@songtrackpro/server';
import { expect, test } from 'vitest';
import { storeSettings } from './store-settings.ts';

test('a run has migrated stores that a server is ready on', async () => {
  const server = await startServer({ stores: storeSettings() });
  try {
    const answer = await fetch(`${server.url}/readyz`);
    expect(await answer.json()).toMatchObject({ ready: true });
  } finally {
    await server.close();
  }
});

// A program that uses the stores: opens them as its argument says, tells what came of it, and stays until it is told to
// close or its stdin ends.

import { EmbeddedStoreError, type OpenStoresOptions, openStores } from '../index.ts';
import { send } from '../line-stream.ts';

const options: OpenStoresOptions = JSON.parse(process.argv[2] ?? '{}');

try {
  const stores = await openStores({ ...options, onProgress: (progress) => send(process.stdout, { progress }) });
  const { postgresUrl, documentsUri, joined } = stores;
  send(process.stdout, { opened: { postgresUrl, documentsUri, joined } });
  process.stdin.once('data', async () => {
    await stores.close();
    process.exit();
  });
} catch (error) {
  if (!(error instanceof EmbeddedStoreError)) throw error;
  send(process.stdout, { refused: `${error.code}: ${error.message}` });
}

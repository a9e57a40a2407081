import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dataFolderAt } from './data-folder.ts';
import { openStores } from './index.ts';
import { readAddress } from './keeper/address.ts';
import { PROTOCOL } from './keeper/protocol.ts';
import { connectTo, requestLease } from './lease.ts';
import { removeFolder, temporaryFolder } from './testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let dataDir: string;

const open = () => openStores({ dataDir, documents: false });

beforeAll(async () => {
  dataDir = await temporaryFolder();
  await (await open()).close();
});

afterAll(() => removeFolder(dataDir));

test('when the server fails to start, the error cites its log, and the next try is a fresh one', async () => {
  const control = join(dataDir, 'postgres', 'global', 'pg_control');
  await rename(control, `${control}.away`);
  await expect(open()).rejects.toMatchObject({
    code: 'postgres_failed',
    message: expect.stringMatching(/logs\/postgres\.log:\n.*pg_control/s),
  });
  await rename(`${control}.away`, control);
  await (await open()).close();
});

test('a cluster that is not whole is refused instead of overwritten', async () => {
  const version = join(dataDir, 'postgres', 'PG_VERSION');
  await rename(version, `${version}.away`);
  await expect(open()).rejects.toMatchObject({
    code: 'data_dir_incompatible',
    message: expect.stringContaining("isn't a whole PostgreSQL cluster. Restore"),
  });
  await rename(`${version}.away`, version);
  await (await open()).close();
});

test('an address of a keeper that is gone, or no address at all, is passed over', async () => {
  const { address } = dataFolderAt(dataDir);
  for (const stale of ['{"socket":"/nowhere/keeper.sock","pid":1}', '{"socket":', '']) {
    await writeFile(address, stale);
    const stores = await open();
    expect(stores.joined).toBe(false);
    await stores.close();
  }
});

test('a program of another version is told so and does not disturb the others', async () => {
  const stores = await open();
  const socket = await connectTo((await readAddress(dataFolderAt(dataDir))) ?? '');
  if (socket === undefined) throw new Error('the keeper does not listen');
  const request = { protocol: PROTOCOL + 1, postgres: true, documents: false, database: 'songtrackpro' };
  await expect(requestLease(socket, request, () => {})).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining('update both to one version'),
  });
  const joined = await open();
  expect(joined.joined).toBe(true);
  await Promise.all([stores.close(), joined.close()]);
});

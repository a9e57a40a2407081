import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';
import { openStores } from './index.ts';
import { removeFolder, temporaryFolder } from './testing/temporary-folder.ts';

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await temporaryFolder();
  dataDir = join(parent, 'data');
});

afterEach(() => removeFolder(parent));

const isRoot = process.getuid?.() === 0;

test('a new folder is stamped with its format and gets a secret that only its owner can read', async () => {
  const { secret } = await prepareDataFolder(dataDir);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(join(dataDir, 'format.json'), 'utf8'))).toEqual({
    format: 1,
    postgres: 18,
    documents: 1,
  });
});

test('the secret stays the same, also for programs that create the folder at the same instant', async () => {
  const prepared = await Promise.all(Array.from({ length: 8 }, () => prepareDataFolder(dataDir)));
  expect(new Set(prepared.map(({ secret }) => secret)).size).toBe(1);
  expect((await prepareDataFolder(dataDir)).secret).toBe(prepared[0]?.secret);
  expect((await readdir(dataDir)).sort()).toEqual(['format.json', 'logs', 'run', 'secret']);
});

test('a symbolic link to the folder names the same stores', async () => {
  const { folder } = await prepareDataFolder(dataDir);
  await symlink(dataDir, join(parent, 'link'));
  expect((await prepareDataFolder(join(parent, 'link'))).folder.root).toBe(folder.root);
});

test('a data folder that is a file, or lies below one, is refused with what to do', async () => {
  await writeFile(dataDir, 'not a folder');
  for (const path of [dataDir, join(dataDir, 'below')]) {
    await expect(openStores({ dataDir: path })).rejects.toMatchObject({
      name: 'EmbeddedStoreError',
      code: 'data_dir_not_writable',
      message: expect.stringMatching(/is a file\. Choose another data folder/),
    });
  }
});

test.skipIf(process.platform !== 'linux')('a place where nobody may create a folder is refused (/proc)', async () => {
  await expect(openStores({ dataDir: '/proc/stores' })).rejects.toMatchObject({ code: 'data_dir_not_writable' });
});

test.skipIf(isRoot)(
  'a folder that this account may not write to is refused (not as root, whom no mode binds)',
  async () => {
    await mkdir(dataDir, { mode: 0o500 });
    await expect(openStores({ dataDir })).rejects.toMatchObject({ code: 'data_dir_not_writable' });
    await chmod(dataDir, 0o700);
  },
);

test.each([
  ['a newer layout', { format: 2, postgres: 18, documents: 1 }, /layout has version 2.*Update the program/],
  ['an older PostgreSQL', { format: 1, postgres: 17, documents: 1 }, /postgres has version 17.*Export the data/],
  ['newer documents', { format: 1, postgres: 18, documents: 2 }, /documents has version 2.*Update the program/],
  ['no version of documents', { format: 1, postgres: 18 }, /documents has version undefined/],
])('a folder with %s is refused and left as it is', async (_, format, message) => {
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'format.json'), JSON.stringify(format));
  await expect(openStores({ dataDir })).rejects.toMatchObject({
    code: 'data_dir_incompatible',
    message: expect.stringMatching(message),
  });
  expect(await readdir(dataDir)).toEqual(['format.json']);
});

test('a damaged stamp is told apart from another format', async () => {
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'format.json'), '{"format":');
  await expect(openStores({ dataDir })).rejects.toMatchObject({
    code: 'data_dir_incompatible',
    message: expect.stringContaining('format.json is damaged'),
  });
});

test('a cluster of another major version, or one without a stamp, is refused', async () => {
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
  await expect(openStores({ dataDir })).rejects.toThrow('it holds postgres, but no format.json');
  await writeFile(join(dataDir, 'format.json'), JSON.stringify({ format: 1, postgres: 18, documents: 1 }));
  await expect(openStores({ dataDir })).rejects.toMatchObject({
    code: 'data_dir_incompatible',
    message: expect.stringContaining('belongs to PostgreSQL 16'),
  });
});

test('a lost or damaged secret is refused: a new one would lock everybody out of the cluster', async () => {
  await prepareDataFolder(dataDir);
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'secret'), 'short');
  await expect(openStores({ dataDir })).rejects.toThrow('secret is damaged');
  await removeFolder(join(dataDir, 'secret'));
  await expect(openStores({ dataDir })).rejects.toThrow('secret is missing');
});

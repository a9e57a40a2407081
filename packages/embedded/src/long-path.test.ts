import { mkdir, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dataFolderAt } from './data-folder.ts';
import { openStores } from './index.ts';
import { readAddress } from './keeper/address.ts';
import { prepareSockets } from './keeper/socket-folder.ts';
import { runProgram } from './testing/run-program.ts';
import { removeFolder, temporaryFolder } from './testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let parent: string;

beforeEach(async () => {
  parent = await temporaryFolder();
});

afterEach(() => removeFolder(parent));

test('a path too long for a socket works, through a private folder among the temporary ones', async () => {
  const dataDir = join(parent, 'many long names '.repeat(6), 'and one more '.repeat(6));
  const first = await openStores({ dataDir, documents: false });
  const sql = postgres(first.postgresUrl ?? '', { max: 1 });
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end();
  const second = await runProgram({ dataDir, documents: false });
  expect(second.joined).toBe(true);
  const sockets = dirname((await readAddress(dataFolderAt(dataDir))) ?? '');
  expect(sockets.startsWith(dataDir)).toBe(false);
  expect((await stat(sockets)).mode & 0o066).toBe(0);
  await Promise.all([first.close(), second.close()]);
  await expect(stat(sockets)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('where the folder for temporary files has a long path too, the message says what to shorten', async () => {
  const folder = dataFolderAt(join(parent, 'long '.repeat(30)));
  vi.stubEnv('TMPDIR', join(parent, 'long '.repeat(30)));
  await expect(prepareSockets(folder)).rejects.toThrow('shorter path, or set TMPDIR to a shorter one');
  vi.unstubAllEnvs();
});

test('a place for sockets that somebody else has prepared is refused', async () => {
  const folder = dataFolderAt(join(parent, 'long '.repeat(30)));
  await mkdir(folder.run, { recursive: true });
  const place = dirname((await prepareSockets(folder)).keeper);
  await rm(place, { recursive: true });
  await symlink(parent, place);
  await expect(prepareSockets(folder)).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining(`${place}, belongs to somebody else. Remove that folder`),
  });
  await rm(place);
});

import { join } from 'node:path';
import { openStores } from '@songtrackpro/embedded';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => removeFolder(folder));

const run = (args: string[], env: Record<string, string> = {}) => songtrackpro(args, { env }).ended;

test('a document store that does not exist is refused before anything starts, with what to write', async () => {
  const { code, stderr } = await run(['migrate', '--data', join(folder, 'data')], { DOCUMENT_STORE: 'mongo' });
  expect(code).toBe(1);
  expect(stderr).toContain('DOCUMENT_STORE must be embedded (the default), or mongod');
});

test('DOCUMENT_STORE=mongod without a mongod on the PATH says what to do', async () => {
  const { code, stderr } = await run(['migrate', '--data', join(folder, 'data')], {
    DOCUMENT_STORE: 'mongod',
    PATH: folder,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/songtrackpro: There is no program mongod on the PATH\. Install MongoDB/);
});

test('a conversion that is only half said is not understood, and nothing is started', async () => {
  for (const args of [[], ['--from-uri', 'mongodb://x/y'], ['--to', 'mongod', '--from-uri', 'mongodb://x/y']]) {
    const { code, stderr } = await run(['convert-documents', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('give either --to embedded or --to mongod');
  }
  expect((await run(['convert-documents', '--to', 'mysql'])).code).toBe(2);
});

test('documents are copied from a data folder to a server, and from there to another', async () => {
  const postgres = false;
  const [one, two] = await Promise.all(
    ['one', 'two'].map((name) => openStores({ dataDir: join(folder, name), postgres })),
  );
  try {
    const uris = [`${one?.documentsUri}/label`, `${two?.documentsUri}/label`] as const;
    expect((await run(['migrate', '--data', join(folder, 'data')])).code).toBe(0);
    const first = await run(['convert-documents', '--data', join(folder, 'data'), '--to-uri', uris[0]]);
    const second = await run(['convert-documents', '--from-uri', uris[0], '--to-uri', uris[1]]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^[1-9]\d* collections with [1-9]\d* documents are copied and compared\.$/m);
    expect(second.stdout).toBe(first.stdout);
  } finally {
    await Promise.all([one?.close(), two?.close()]);
  }
});

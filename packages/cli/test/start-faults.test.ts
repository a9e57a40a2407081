import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type EmbeddedStores, openStores } from '@songtrackpro/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder, untilUnused } from './installation.ts';
import { type Ended, songtrackpro } from './run-songtrackpro.ts';

let folder: string;
let dataDir: string;
/** Held by the tests, so that each start joins them and is quick. */
let stores: EmbeddedStores;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  stores = await openStores({ dataDir });
});
afterAll(async () => {
  await stores.close();
  await removeFolder(folder);
});

const start = (env: Record<string, string> = {}, ...args: string[]): Promise<Ended> =>
  songtrackpro(['start', '--exit', '--data', dataDir, ...args], { env }).ended;

/** A message that a person can mend: exit code 1, no stack, nothing on standard output, no server left. */
function expectExplained({ code, stdout, stderr }: Ended, message: string | RegExp): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
}

const ownServers = async () =>
  (await processesOf(folder)).filter(({ command }) => command.includes('packages/cli/src/main.ts'));

test('a data folder whose place is taken by a file is refused, and the file is left alone', async () => {
  const file = join(folder, 'a file');
  await writeFile(file, 'mine');
  expectExplained(
    await songtrackpro(['start', '--exit', '--data', file]).ended,
    /a file can't be used: it, or a part of/,
  );
  expectExplained(
    await songtrackpro(['start', '--exit', '--data', join(file, 'below')]).ended,
    /Choose another data folder/,
  );
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a data folder that cannot be written is refused', async () => {
  expectExplained(
    await songtrackpro(['start', '--exit', '--data', '/proc/songtrackpro']).ended,
    /Choose another data folder/,
  );
});

test.each([
  ['an older', { format: 0, postgres: 18, documents: 1 }, 'Export the data with the version that wrote the folder'],
  ['a newer', { format: 2, postgres: 18, documents: 1 }, 'Update the program to the version that wrote the folder'],
  ['another PostgreSQL’s', { format: 1, postgres: 17, documents: 1 }, 'Export the data with the version that wrote'],
])('%s data folder is refused, and nothing is changed in it', async (_, format, remedy) => {
  const other = join(folder, `format ${JSON.stringify(format).replaceAll(/\W+/g, ' ')}`);
  await mkdir(other);
  await writeFile(join(other, 'format.json'), JSON.stringify(format));
  const ended = await songtrackpro(['start', '--exit', '--data', other]).ended;
  expectExplained(ended, remedy);
  expect(ended.stderr).toContain('Nothing was changed in it.');
  expect(JSON.parse(await readFile(join(other, 'format.json'), 'utf8'))).toEqual(format);
  await untilUnused(other);
});

test('a port that another program has is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const message = new RegExp(`Port ${port} is taken by another program. Choose another port \\(--port or PORT\\)`);
  expectExplained(await start({}, '--port', port), message);
  expectExplained(await start({ PORT: port }), message);
  expect(await ownServers()).toEqual([]);
  other.close();
});

test('an address that this machine does not have is named', async () => {
  expectExplained(await start({ HOST: '203.0.113.7' }), /no address “203\.0\.113\.7” to listen on\. Correct HOST/);
});

test('every fault of the environment is named at once, and no value, for it may be a password', async () => {
  const secret = 'hunter2';
  const ended = await start({ PORT: '70000', LOG_LEVEL: 'loud', SONGTRACKPRO_SECRET: secret, DATABASE_URL: secret });
  expectExplained(ended, /The environment is not right:/);
  for (const fault of [
    'PORT must be a port',
    'LOG_LEVEL must be',
    'SONGTRACKPRO_SECRET must have',
    'DATABASE_URL must be',
  ])
    expect(ended.stderr).toContain(fault);
  expect(ended.stderr).not.toContain(secret);
});

test('a variable that is set to nothing counts as not set', async () => {
  const ended = await start({
    DATABASE_URL: '',
    MONGODB_URI: '',
    PORT: '',
    HOST: '',
    LOG_LEVEL: '',
    SONGTRACKPRO_DATA: '',
  });
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
});

test('DATABASE_URL: an unknown host, a wrong password and a missing database have different messages', async () => {
  const url = stores.postgresUrl ?? '';
  const answers = await Promise.all([
    start({ DATABASE_URL: 'postgres://label:pass-word-1@127.0.0.1:1/songtrackpro' }),
    start({ DATABASE_URL: url.replace(/^(\w+:\/\/[^:]+:)[^@]+@/, '$1pass-word-2@') }),
    start({ DATABASE_URL: url.replace(/\/songtrackpro(?=$|\?)/, '/nowhere') }),
  ]);
  const messages = [
    /No PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)\. Check host and port in DATABASE_URL/,
    /refused the user “\w+” or its password\. Correct them in DATABASE_URL/,
    /has no database “nowhere”\. Create it \(createdb nowhere\) or correct the name in DATABASE_URL/,
  ];
  answers.forEach((answer, index) => {
    expectExplained(answer, messages[index] ?? '');
    expect(answer.stderr).not.toContain('pass-word');
  });
});

test('a DATABASE_URL whose host has no address says so', async () => {
  const url = 'postgres://label:password@database.invalid:5432/songtrackpro';
  expectExplained(
    await start({ DATABASE_URL: url }),
    /No PostgreSQL answers at database\.invalid:5432 \((ENOTFOUND|EAI_AGAIN)\)/,
  );
});

test('a DATABASE_APP_URL that fails is named, and the document store that was opened beside it does not hold the program', async () => {
  const ended = await start({ DATABASE_APP_URL: 'postgres://app_rw:pass-word-3@127.0.0.1:1/songtrackpro' });
  expectExplained(
    ended,
    /No PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)\. Check host and port in DATABASE_APP_URL/,
  );
  expect(ended.stderr).not.toContain('pass-word');
});

test('MONGODB_URI that nobody answers at is named with host and port', async () => {
  const ended = await start({
    MONGODB_URI: 'mongodb://label:password@127.0.0.1:1/songtrackpro?serverSelectionTimeoutMS=500',
  });
  expectExplained(ended, /No document store answers at 127\.0\.0\.1:1\. Check host and port in MONGODB_URI/);
  expect(ended.stderr).not.toContain('password@');
});

test('a data folder with a damaged secret is refused', async () => {
  const damaged = join(folder, 'damaged');
  await mkdir(damaged);
  await cp(join(dataDir, 'format.json'), join(damaged, 'format.json'));
  await writeFile(join(damaged, 'secret'), 'short');
  expectExplained(await songtrackpro(['start', '--exit', '--data', damaged]).ended, /secret/);
});

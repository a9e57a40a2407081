import { randomBytes } from 'node:crypto';
import { giveConsent } from '@songtrackpro/server/fakes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh] = [newKey('old'), newKey('new')];

let folder: string;
let server: Run;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = songtrackpro(['dev', '--fakes', '--data', folder], { env: { TOKEN_KEYS: old } });
  await server.says(/Serving at/);
  await server.says(/API key/);
}, 120_000);

afterAll(async () => {
  server.send('SIGTERM');
  await server.ended;
  await removeFolder(folder);
}, 60_000);

/** Connects as somebody at a terminal: opens the address, agrees, and pastes where the browser was led. */
async function connect(args: readonly string[], paste: (url: string) => Promise<string>) {
  const run = songtrackpro(['connect', ...args, '--data', folder], { input: true });
  const [, url = ''] = await run.says(/^Open (\S+)$/m);
  await run.says(/paste/);
  run.type(`${await paste(url)}\n`);
  return run.ended;
}

test('connect says who is connected, what was allowed and which ad accounts there are', async () => {
  const { code, stdout, stderr } = await connect(['meta'], async (url) => (await giveConsent(url)).href);
  expect([code, stdout]).toEqual([0, expect.stringContaining('Account      A person who advertises\n')]);
  expect(stdout).toContain('Allowed      ');
  expect(stdout).toContain('Ad account   1000000000000001  Label ads (EUR, Europe/Berlin)\n');
  expect(stderr).toMatch(/has to be http:\/\/127\.0\.0\.1:\d+\/v1\/integrations\/meta\/callback\n/);
}, 60_000);

test('with --disconnect it is nothing but a check', async () => {
  const { code, stdout } = await connect(['spotify', '--disconnect'], async (url) => (await giveConsent(url)).href);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/Holds until {2}\d{4}.*\nAnd now {6}disconnected\n$/)]);
}, 60_000);

test('with --json the connection is all that a program reads', async () => {
  const run = songtrackpro(['connect', 'spotify', '--disconnect', '--json', '--data', folder], { input: true });
  const [, url = ''] = await run.says(/^Open (\S+)$/m);
  await run.says(/paste/);
  run.type(`${await giveConsent(url)}\n`);
  const { code, stdout } = await run.ended;
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    expect.objectContaining({ provider: 'spotify', status: 'disconnected' }),
  ]);
}, 60_000);

test('with --try-writing a paused campaign and an audience are made, and each says what became of it', async () => {
  const { code, stdout } = await connect(
    ['meta', '--try-writing', '1000000000000001'],
    async (url) => (await giveConsent(url)).href,
  );
  const outcomes = ['Campaign', 'Pause', 'Budget', 'Audience', 'Withdrawn'].map((what) => what.padEnd(13));
  expect(code).toBe(0);
  for (const what of outcomes) expect(stdout).toContain(`\n${what}done\n`);
}, 60_000);

test('what is no address of the provider, and a person who cancels, end it with what to do', async () => {
  const wrong = await connect(['meta'], async () => 'http://127.0.0.1/elsewhere');
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('it has no state')]);
  const denied = await connect(['meta'], async (url) => (await giveConsent(url, { deny: true })).href);
  expect([denied.code, denied.stderr]).toEqual([1, expect.stringContaining('The person did not agree.')]);
}, 60_000);

test('keys rewrap seals tokens anew beside a server at work, and names what no key opens', async () => {
  const rewrap = (TOKEN_KEYS: string) =>
    songtrackpro(['keys', 'rewrap', '--data', folder], { env: { TOKEN_KEYS } }).ended;
  const lost = await rewrap(newKey('lost'));
  expect([lost.code, lost.stdout]).toEqual([1, expect.stringContaining('The key “old” that this was sealed with')]);
  const { code, stdout } = await rewrap(`${fresh},${old}`);
  expect([code, stdout]).toEqual([0, expect.stringContaining('of 1 connection were sealed anew with the key “new”.')]);
  const again = await songtrackpro(['keys', 'rewrap', '--json', '--data', folder], { env: { TOKEN_KEYS: fresh } })
    .ended;
  expect(JSON.parse(again.stdout)).toEqual({ keyId: 'new', resealed: 0, webhooks: 0, unreadable: [] });
}, 120_000);

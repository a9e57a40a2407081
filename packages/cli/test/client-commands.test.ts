import { createHmac, randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import {
  createLog,
  createOrganizationWithKey,
  type RunningServer,
  startServer,
  systemClock,
} from '@songtrackpro/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { storeSettings } from '../../../scripts/vitest/store-settings.ts';
import { temporaryFolder } from './installation.ts';
import { type RunOptions, songtrackpro } from './run-songtrackpro.ts';

let folder: string;
let server: RunningServer;
let apiKey: string;
let client: SongTrackPro;

beforeAll(async () => {
  folder = await temporaryFolder();
  const stores = storeSettings();
  server = await startServer({ stores, log: createLog('silent'), pointsPerMinute: 0, timetable: false });
  const name = `Night label ${randomUUID()}`;
  const made = await createOrganizationWithKey(server.services.postgres, {
    name,
    slug: `night-${randomUUID()}`,
    kind: 'label',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    keyName: 'of the tests',
    environment: 'dev',
    now: systemClock(),
  });
  apiKey = made.apiKey;
  client = new SongTrackPro({ apiKey, baseUrl: server.url });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const config = () => ({ XDG_CONFIG_HOME: join(folder, 'config') });
const byKey = () => ({ SONGTRACKPRO_URL: server.url, SONGTRACKPRO_API_KEY: apiKey });
const run = (args: readonly string[], options: RunOptions = {}) =>
  songtrackpro(args, { env: config(), ...options }).ended;

/** Answers the questions of a command, each when it is asked. */
async function answer(args: readonly string[], answers: readonly (readonly [RegExp, string])[]) {
  const asked = songtrackpro(args, { env: config(), input: true });
  for (const [question, text] of answers) {
    await asked.says(question);
    asked.type(`${text}\n`);
  }
  return asked.ended;
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

test('login by key stores a profile for its owner alone, shows no key, and is what the other commands use', async () => {
  const login = await answer(['login', '--url', server.url, '--profile', 'label'], [[/API key .*: /, apiKey]]);
  expect([login.code, login.stdout]).toEqual([0, expect.stringContaining('as of the tests, in night-')]);
  expect(login.stdout + login.stderr).not.toContain(apiKey);
  const file = join(folder, 'config/songtrackpro/profiles.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const whoami = await run(['whoami']);
  expect([whoami.code, whoami.stdout]).toEqual([0, expect.stringContaining(`${server.url}, by the profile label\n`)]);
  const listed = await run(['profiles', 'list']);
  expect(listed.stdout).toMatch(/^label +http:.* +key +– +in use$/m);
  expect(listed.stdout).not.toContain(apiKey);
  // A variable of the environment wins over the profile in use, and an option over that.
  const elsewhere = { ...config(), SONGTRACKPRO_URL: 'http://127.0.0.1:1', SONGTRACKPRO_API_KEY: 'stp_dev_x' };
  const [unreachable, chosen] = await Promise.all([
    run(['whoami'], { env: elsewhere }),
    run(['whoami', '--profile', 'label', '--json'], { env: { ...elsewhere, SONGTRACKPRO_API_KEY: '' } }),
  ]);
  expect(unreachable).toMatchObject({ code: 5, stdout: '' });
  expect(JSON.parse(chosen.stdout)).toMatchObject({ profile: 'label', apiKey: { name: 'of the tests' } });
});

test('a key that the server refuses, a page that is no server and a profile that there is none of are not stored or used', async () => {
  const before = await readFile(join(folder, 'config/songtrackpro/profiles.json'), 'utf8');
  const wrong = await answer(['login', '--url', server.url], [[/API key .*: /, 'stp_dev_wrong']]);
  expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('songtrackpro login`')]);
  expect(await answer(['login'], [[/Address/, 'songs']])).toMatchObject({ code: 1 });
  const unknown = await run(['tracks', 'list', '--profile', 'nobody']);
  expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('Stored are label;')]);
  expect(await readFile(join(folder, 'config/songtrackpro/profiles.json'), 'utf8')).toBe(before);
});

/** The token of the only mail to an address, which any server of the run may have sent. */
const tokenOfMailTo = (address: string) =>
  vi.waitFor(
    async () => {
      const mails = join(storeSettings().filesDir, '..', 'mail');
      for (const name of await readdir(mails)) {
        const mail = (await readFile(join(mails, name), 'utf8')).replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
        const token = /^Token: (\S+)$/m.exec(mail)?.[1];
        if (mail.includes(`To: ${address}`) && token !== undefined) return token;
      }
      throw new Error(`no mail to ${address}`);
    },
    { timeout: 20_000, interval: 50 },
  );

/** The code of an authenticator app (RFC 6238). */
function totp(uri: string): string {
  const letters = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...letters].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const secret = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', secret).update(step).digest();
  return String((hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

test('a person signs in with password and second factor, chooses an organization, and signs out', async () => {
  const anyone = new SongTrackPro({ baseUrl: server.url });
  const email = `manager-${randomUUID()}@example.com`;
  const password = `a sentence that nobody knows ${randomUUID()}`;
  await anyone.identity.signUp({ email, password, name: 'A label’s manager' });
  await anyone.identity.verifyEmail({ token: await tokenOfMailTo(email) });
  const { session } = await anyone.identity.signIn({ email, password });
  const person = new SongTrackPro({ baseUrl: server.url, session: session ?? '' });
  const slugs = [`first-${randomUUID()}`, `second-${randomUUID()}`] as const;
  for (const slug of slugs) await person.organizations.create({ name: slug, slug, kind: 'label' });
  const { uri, backupCodes } = await person.identity.enableTwoFactor({ password });
  await person.identity.confirmTwoFactor({ code: totp(uri ?? '') });

  const login = await answer(
    ['login', '--url', server.url, '--email', email, '--profile', 'person'],
    [
      [/Password: /, password],
      [/Code of the authenticator/, backupCodes?.[0] ?? ''],
    ],
  );
  expect([login.code, login.stdout]).toEqual([0, expect.stringContaining(`as ${email}, in first-`)]);
  expect(login.stdout + login.stderr).not.toContain(password);
  const orgs = await run(['orgs', 'list']);
  expect(orgs.stdout).toMatch(/^first-.* owner .* in use$/m);
  expect(await run(['orgs', 'use', slugs[1]])).toMatchObject({ code: 0 });
  expect((await run(['whoami'])).stdout).toMatch(/^Organization +second-.*\nRole +owner$/m);
  expect(await run(['orgs', 'use', 'nobody'])).toMatchObject({ code: 4, stdout: '' });
  expect(await run(['logout'])).toMatchObject({ code: 0, stdout: `Signed out of ${server.url}.\n` });
  const afterwards = await run(['whoami', '--data', folder]);
  expect([afterwards.code, afterwards.stderr]).toEqual([3, expect.stringContaining('No server runs on')]);
});

test('keys are made, listed, replaced and ended; a key alone goes to standard output', async () => {
  const env = byKey();
  const made = await run(['keys', 'create', 'Nightly', '--scopes', 'tracks:read,metrics:read'], { env });
  const key = made.stdout.trim();
  expect([made.code, key]).toEqual([0, expect.stringMatching(/^stp_\w+$/)]);
  // What a key may not do is refused with a code of its own.
  const nightly = { SONGTRACKPRO_URL: server.url, SONGTRACKPRO_API_KEY: key };
  expect(await run(['tracks', 'create', 'x', '--artist', 'y'], { env: nightly })).toMatchObject({
    code: 4,
    stdout: '',
  });
  const listed = await run(['keys', 'list', '--json'], { env });
  const { id = '' } =
    lines(listed.stdout)
      .map((line) => JSON.parse(line) as { id: string; name: string })
      .find(({ name }) => name === 'Nightly') ?? {};
  expect((await run(['keys', 'rotate', id, '--overlap-hours', '0'], { env })).stdout).toMatch(/^stp_\w+\n$/);
  const revoked = await run(['keys', 'revoke', id, '--json'], { env });
  expect(JSON.parse(revoked.stdout)).toMatchObject({ id, name: 'Nightly' });
  expect(await run(['tracks', 'list'], { env: nightly })).toMatchObject({ code: 3 });
});

test('tracks and campaigns are listed as a table and as lines of JSON, and changed by name', async () => {
  const env = byKey();
  const made = await run(['tracks', 'create', 'Sample Song', '--artist', 'Sample Artist', '--json'], { env });
  const track = JSON.parse(made.stdout) as { id: string };
  expect((await run(['tracks', 'get', track.id], { env })).stdout).toMatch(
    /^Title +Sample Song\nArtist +Sample Artist$/m,
  );
  const file = join(folder, 'catalogue.csv');
  await writeFile(file, 'title,artist\nAnother Song,Sample Artist\n,Sample Artist\n');
  const imported = await run(['tracks', 'import', file], { env });
  expect([imported.code, imported.stdout]).toEqual([
    1,
    expect.stringMatching(/^1 track made, .* 1 refused\.\n {2}line 3, title: /),
  ]);
  const listed = await run(['tracks', 'list', '--artist', 'Sample Artist', '--limit', '1'], { env });
  expect(listed.stdout).toMatch(/^id +title +artist +isrc +released\n\S+ +Another Song +Sample Artist +– +–\n$/);
  expect(listed.stderr).toContain('There are more than 1');

  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const { id: campaignId } = await client.campaigns.create({
    name: 'Release week',
    trackId: track.id,
    startDate: day(0),
    endDate: day(20),
    budgetMinor: 50_000,
    currency: 'EUR',
  });
  const refused = await run(['campaigns', 'start', 'Release week'], { env });
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('goal')]);
  await client.goals.create({ campaignId, type: 'streams', target: 1000 });
  const started = await run(['campaigns', 'start', 'Release week'], { env });
  expect(started).toMatchObject({ code: 0, stdout: 'Release week is active.\n' });
  expect((await run(['campaigns', 'pause', 'Release week', '--json'], { env })).stdout).toContain('"status":"paused"');
  expect((await run(['campaigns', 'list', '--status', 'paused'], { env })).stdout).toMatch(
    /Release week +paused .* 500\.00 EUR in all$/m,
  );
  const unknown = await run(['campaigns', 'get', 'Nobody’s'], { env });
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('There is no campaign “Nobody’s”.')]);
});

test('tail prints a line for each change as it happens, and goes on where it stopped', async () => {
  const env = byKey();
  const state = join(folder, 'position.txt');
  const { id } = await client.artists.create({ name: 'Tail Artist' });
  const push = (date: string, streams: number) =>
    client.metrics.push({
      facts: [{ subjectKind: 'artist', subjectId: id, date, observedAt: `${date}T23:00:00Z`, values: { streams } }],
    });
  const tail = songtrackpro(['tail', '--state', state, '--count', '1'], { env });
  await tail.says(/Watching/);
  await push('2026-01-01', 10);
  expect(await tail.ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^recorded {3}Tail Artist, 2026-01-01: streams \(\w+\)\n$/),
  });
  await push('2026-01-02', 20);
  const later = await run(['tail', '--state', state, '--count', '1', '--json'], { env });
  expect(JSON.parse(later.stdout)).toMatchObject({
    kind: 'fact',
    from: '2026-01-02',
    subject: { name: 'Tail Artist' },
  });
  const watching = songtrackpro(['tail'], { env });
  await watching.says(/Watching/);
  watching.send('SIGINT');
  expect(await watching.ended).toMatchObject({ code: 130, stdout: '' });
});

test('a shell is told what can be typed next, and gets a script that asks', async () => {
  const words = (...args: string[]) => run(['complete', '--', ...args]);
  expect((await words('campaigns', 'list', '--status', '')).stdout).toMatch(/^draft\t.*\nactive\t/);
  expect((await words('keys', 'r')).stdout).toMatch(/^rotate\t.*\nrevoke\t.*\nrewrap\t/);
  const script = await run(['completion', 'bash']);
  expect([script.code, script.stdout]).toEqual([0, expect.stringContaining('songtrackpro complete --')]);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SongTrackPro, verifyWebhook } from '@songtrackpro/sdk';
import { syncStripeCatalog } from '@songtrackpro/server';
import { type FakeMeta, type FakeStripe, startFakeMeta, startFakeStripe } from '@songtrackpro/server/fakes';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { tokenOfMailTo } from '../src/read-mail.ts';
import { runPage } from './docs-programs.ts';
import { openReceiver } from './webhook-receiver.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

let folder: string;
let server: ChildProcess;
let meta: FakeMeta;
let stripe: FakeStripe;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp examples '));
  await chmod(folder, 0o711);
  meta = await startFakeMeta({ ads: { campaigns: 1, adSets: 1, ads: 1 } });
  stripe = await startFakeStripe();
  const account = { secretKey: stripe.settings.apiKey, webhookSecrets: ['whsec_examples'], apiUrl: stripe.url };
  await syncStripeCatalog(account);
  const { appId, appSecret } = meta.app;
  const standIn = {
    META_APP_ID: appId,
    META_APP_SECRET: appSecret,
    META_GRAPH_URL: meta.url,
    META_DIALOG_URL: meta.url,
    STRIPE_SECRET_KEY: account.secretKey,
    STRIPE_WEBHOOK_SECRETS: 'whsec_examples',
    STRIPE_API_URL: account.apiUrl,
    DEFAULT_PLAN: 'enterprise',
  };
  const args = [path('../../packages/cli/src/main.ts'), 'start', '--data', join(folder, 'data')];
  server = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    // `start` has no limits by itself, and one of the examples runs into them.
    env: { ...process.env, ...standIn, RATE_LIMIT_PER_MINUTE: '300' },
  });
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('Ctrl-C stops everything')) resolve(text);
    });
    server.once('exit', () => reject(new Error(`the server ended:\n${text}`)));
  });
  env = {
    SONGTRACKPRO_URL: /^Serving at (\S+)$/m.exec(said)?.[1] ?? '',
    SONGTRACKPRO_API_KEY: /^API key {4}(\S+)$/m.exec(said)?.[1] ?? '',
    SONGTRACKPRO_MAIL_FOLDER: join(folder, 'data', 'mail'),
  };
});

afterAll(async () => {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  await meta.close();
  await stripe.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function run(program: string, args: readonly string[] = [], given: Record<string, string> = env) {
  const child = spawn(process.execPath, [path(`../src/${program}`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...given },
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...text };
}

test('quickstart says who the key belongs to, and how each campaign did', async () => {
  const { code, stdout, stderr } = await run('quickstart.ts');
  expect([code, stderr]).toEqual([0, '']);
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toBe('Demo label, which counts in USD');
  expect(rows.length).toBeGreaterThan(1);
  const day = '\\d{4}-\\d\\d-\\d\\d';
  for (const row of rows)
    expect(row).toMatch(new RegExp(`^.+, ${day} to ${day}: spend .+, impressions .+, linkClicks .+$`));
});

test('nightly-export writes a file for each campaign and then their list, and goes on where it broke off', async () => {
  const [out, night] = [join(folder, 'nights'), join(folder, 'nights', '2025-12-14')];
  const first = await run('nightly-export.ts', [out, '2025-12-14']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const [, count = ''] =
    /^2025-11-15 to 2025-12-14: (\d+) campaigns in .*, \1 of them written now\n$/.exec(first.stdout) ?? [];
  const list = (await readFile(join(night, 'campaigns.csv'), 'utf8')).trimEnd().split('\n').slice(1);
  const files = list.map((row) => row.split(',').at(-1) ?? '');
  expect(files).toHaveLength(Number(count));
  expect((await readdir(night)).toSorted()).toEqual([...files, 'campaigns.csv'].toSorted());
  const texts = await Promise.all(files.map((file) => readFile(join(night, file), 'utf8')));
  for (const text of texts) expect(text.trimEnd().split(/\r?\n/)).toHaveLength(1 + 30);
  // As if it had been killed before the last file.
  await unlink(join(night, 'campaigns.csv'));
  await unlink(join(night, files[0] ?? ''));
  const again = await run('nightly-export.ts', [out, '2025-12-14']);
  expect(again.stdout).toContain(`${count} campaigns in ${night}, 1 of them written now`);
  expect(await readFile(join(night, files[0] ?? ''), 'utf8')).toBe(texts[0]);
});

test('agency walks through all organizations of a person, and adds no currency to another', async () => {
  const anyone = new SongTrackPro({ baseUrl: env.SONGTRACKPRO_URL ?? '' });
  const [email, password] = [`agent-${randomUUID()}@example.com`, `a sentence that nobody knows ${randomUUID()}`];
  await anyone.identity.signUp({ email, password, name: 'An agency’s manager', accountType: 'agency' });
  await anyone.identity.verifyEmail({ token: await tokenOfMailTo(env.SONGTRACKPRO_MAIL_FOLDER ?? '', email) });
  const { session } = await anyone.identity.signIn({ email, password });
  for (const [index, currency] of ['EUR', 'JPY', 'EUR'].entries()) {
    const mine = { baseUrl: env.SONGTRACKPRO_URL ?? '', session: session ?? '' };
    const { id } = await new SongTrackPro(mine).organizations.create({
      name: `Label ${index + 1}`,
      kind: 'label',
      currency,
    });
    const file = `Campaign name,Day,Amount spent (${currency}),Impressions\nOne,2026-01-01,1200,10\nOne,2026-01-02,300,10\n`;
    const client = new SongTrackPro({ ...mine, organization: id });
    expect(await client.imports.run({ fileName: `${currency}.csv` }, file)).toMatchObject({ status: 'completed' });
  }
  const given = { ...env, SONGTRACKPRO_EMAIL: email, SONGTRACKPRO_PASSWORD: password };
  expect(await run('agency.ts', [], given)).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'Label 3 (owner): EUR 1,500.00 in a campaign\n',
      'Label 2 (owner): JPY 1,500 in a campaign\n',
      'Label 1 (owner): EUR 1,500.00 in a campaign\n',
      'Together: EUR 3,000.00 and JPY 1,500\n',
    ].join(''),
  });
});

test('read-metrics prints every known day as CSV, and what no source states beside it', async () => {
  const { code, stdout, stderr } = await run('read-metrics.ts');
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect([code, head]).toEqual([0, 'artist,date,streams,listeners,state']);
  expect(rows).toHaveLength(397);
  for (const row of rows) expect(row).toMatch(/^"Sample Artist",\d{4}-\d\d-\d\d,\d+,\d+,(final|provisional)$/);
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[2]), 0)).toBe(131_342);
  expect(stderr).toBe('Sample Artist: no source states 2025-11-29 to 2025-12-01\n');
});

test('read-metrics begins at the day that it is given', async () => {
  const { stdout } = await run('read-metrics.ts', [], { ...env, SONGTRACKPRO_SINCE: '2026-03-01' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1 + 7);
});

test('import-exports imports files, and running it again changes nothing', async () => {
  const file = join(folder, 'New Artist-audience-timeline.csv');
  await writeFile(file, 'date,listeners,streams\n2026-01-01,1,10\n2026-01-02,2,x\n');
  const first = await run('import-exports.ts', [file]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('1 facts new or restated, 1 of 2 rows refused\n  line 3, streams: ');
  expect(await run('import-exports.ts', [file])).toMatchObject({
    code: 0,
    stdout: `${file}: imported before, nothing to do\n`,
  });
});

test('import-exports ends with 1 when a file is refused or waits for an answer', async () => {
  const files = [join(folder, 'recipe.csv'), join(folder, 'song.csv')];
  await writeFile(files[0] ?? '', 'flour,sugar\n500,20\n');
  await writeFile(files[1] ?? '', 'date,streams\n2026-01-01,10\n');
  const { code, stdout } = await run('import-exports.ts', files);
  expect(code).toBe(1);
  expect(stdout).toMatch(/recipe\.csv: refused: .+\n.*song\.csv: waits: /);
});

test.each(['quickstart.md', 'concepts.md'])(
  'what %s shows runs as it stands there, and prints what it says',
  async (page) => {
    // With a key of its own, whose points no other test spends.
    const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '' } = env;
    const client = new SongTrackPro({ baseUrl, apiKey });
    const { permissions } = await client.organizations.me();
    const { key } = await client.apiKeys.create({ name: page, scopes: permissions });
    const given = { ...env, SONGTRACKPRO_API_KEY: key ?? '', SONGTRACKPRO_DATA: join(folder, 'data') };
    for (const { stdout, expected } of await runPage(page, join(folder, page), given)) expect(stdout).toMatch(expected);
  },
  120_000,
);

test('team plays from the sign-up to the audit, and runs into the limit of a key', async () => {
  const file = join(folder, 'audit.csv');
  const { code, stdout, stderr } = await run('team.ts', [file]);
  expect([code, stderr]).toEqual([0, '']);
  const uuid = '[0-9a-f-]{36}';
  const lines = [
    `Signed up        owner-${uuid}@example\\.com`,
    'Organization     Night label, with the slug night-label',
    `Invited          colleague-${uuid}@example\\.com as analyst, until \\d{4}-\\d\\d-\\d\\d`,
    'Looked up        A label’s owner invites to Night label; sign up to accept',
    'Accepted         analyst with \\d+ permissions',
    'New role         manager without imports:write, \\d+ permissions',
    'API key          stp_(dev|live)_\\w+…, for artists:read',
    'Limited          300 points are used up, again in \\d+ s',
    '',
    'Audit',
  ];
  expect(stdout).toMatch(new RegExp(`^${lines.join('\n')}\n`));
  const audit = stdout.slice(stdout.indexOf('Audit\n'), stdout.indexOf('\n\nAudit as CSV')).split('\n').slice(1);
  expect(stdout).toContain(`Audit as CSV: ${audit.length} entries in ${file}\n`);
  expect((await readFile(file, 'utf8')).trimEnd().split('\r\n')).toHaveLength(audit.length + 1);
  const actions = audit.map((line) => line.trim().split(/ +/).slice(0, 2).join(' '));
  expect(actions.toSorted()).toEqual(
    [
      'apiKeys.create apiKey',
      'identity.signIn user',
      'invitations.create invitation',
      'invitations.lookUp invitation',
      'invitations.signUp invitation',
      'invitations.signUp member',
      'invitations.signUp user',
      'organizations.create organization',
      'organizations.updateMember member',
    ].toSorted(),
  );
});

test('plan-a-campaign plays a release from the pasted link to the goal that its numbers reach, and what is told of them', async () => {
  const { code, stdout, stderr } = await run('plan-a-campaign.ts');
  expect([code, stderr]).toEqual([0, '']);
  const day = '\\d{4}-\\d\\d-\\d\\d';
  const lines = [
    'Signed up      manager-[0-9a-f-]{36}@example\\.com',
    'Organization   Release label, which counts in EUR',
    'Artist         Sample Artist',
    'Refused        link leads to a playlist, .+',
    'Track          Sample Song by Sample Artist, at Spotify 4Km5HrUvYTaSUfiSGPJeQR',
    'Template       Single release: 28 days, 2 goals',
    `Campaign       Second single, ${day} to ${day}, EUR 500\\.00`,
    'Goal           followers: unknown \\(no_facts\\) of 1500',
    'Goal           streams: unknown \\(no_facts\\) of 5000',
    'Audience       Synth-pop in German, 12000 to 14100 people',
    'Started        Second single is active',
    'Refused        The audience is used by “Second single”\\. .+',
    'Told           “song\\.csv” was imported \\(1 unread\\)',
    'Goal           followers: unknown \\(no_facts\\) of 1500',
    'Goal           streams: 6300 of 5000, reached',
    'Spent          unknown \\(no_ad_campaign\\); a straight line would be at EUR \\d+\\.\\d\\d',
    '',
    'Notifications',
  ];
  expect(stdout).toMatch(new RegExp(`^${lines.join('\n')}\n`));
  // A round of the monitor in that very moment tells of the goal as well.
  const told = stdout.slice(stdout.indexOf('Notifications\n')).trimEnd().split('\n').slice(1);
  expect(told).toContain('  • “song.csv” was imported: 7 rows read.');
  expect(told.at(-1)).toBe(`${told.length - 1} marked as read, 0 unread`);
});

test('live-ticker prints what changes, and goes on where it stopped', async () => {
  const positions = join(folder, 'position.txt');
  const file = join(folder, 'Ticker Artist-audience-timeline.csv');
  const begun = run('live-ticker.ts', [positions], { ...env, SONGTRACKPRO_CHANGES: '2' });
  await vi.waitFor(() => readFile(positions, 'utf8'), { timeout: 30_000 });
  await writeFile(file, 'date,listeners,streams\n2026-01-01,1,10\n2026-01-02,2,20\n');
  expect(await run('import-exports.ts', [file])).toMatchObject({ code: 0 });
  expect(await begun).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'recorded   Ticker Artist, 2026-01-01: listeners, streams (spotify_for_artists)\n',
      'recorded   Ticker Artist, 2026-01-02: listeners, streams (spotify_for_artists)\n',
    ].join(''),
  });
  await writeFile(file, 'date,listeners,streams\n2026-01-03,3,30\n');
  await run('import-exports.ts', [file]);
  const later = await run('live-ticker.ts', [positions], { ...env, SONGTRACKPRO_CHANGES: '1' });
  expect(later.stdout).toBe('recorded   Ticker Artist, 2026-01-03: listeners, streams (spotify_for_artists)\n');
});

test('connect-meta connects, chooses, fetches, and shows a restated day as of before and as of now', async () => {
  const { code, stdout, stderr } = await run('connect-meta.ts');
  expect([code, stderr]).toEqual([0, '']);
  const [day, amount] = ['\\d{4}-\\d\\d-\\d\\d', '[\\d.]+'];
  const lines = [
    'Registered   http://127\\.0\\.0\\.1:\\d+/v1/integrations/meta/callback',
    'Connected    A person who advertises, who allows ads_read and ads_management',
    'Offered      Label ads \\(EUR, Europe/Berlin\\)',
    'Offered      Tour ads \\(USD, America/New_York\\)',
    'Chosen       Label ads',
    'Fetched      \\d+ rows into \\d+ facts, (\\d+) of \\1 days of series',
    `Limits       ${amount} % of the tightest are left`,
    `Restated     ${day}; ${amount} % of the facts that were asked for again`,
    '',
    'spend        as of before    as of now',
  ];
  expect(stdout).toMatch(new RegExp(`^${lines.join('\n')}\n`));
  const rows = stdout.trimEnd().split('\n').slice(lines.length);
  expect(rows).toHaveLength(6);
  expect(rows.filter((row) => row.endsWith('  restated'))).toHaveLength(1);
  for (const row of rows) expect(row).toMatch(new RegExp(`^${day} +${amount} +${amount}(  restated)?$`));
}, 120_000);

test('receive-webhooks registers a receiver, refuses what is forged, and prints what it is sent', async () => {
  const { code, stdout, stderr } = await run('receive-webhooks.ts');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n')).toEqual([
    'Registered   for import.finished',
    'Forged       answered 400, headers',
    'Test         This is a test of your webhook endpoint.',
    'Import       webhook.csv is completed, 2 rows',
    'Delivered    import.finished, answered 204 at attempt 1',
  ]);
});

test('webhooks listen forwards events to a receiver, signed, and says where to go on', async () => {
  const receiver = await openReceiver();
  const secret = 'whsec_c2VjcmV0LW9mLWEtdGVzdC13aXRoLTMyLWJ5dGVz';
  const asked = ['webhooks', 'listen', '--forward-to', receiver.url, '--secret', secret, '--count', '1'];
  const program = path('../../packages/cli/src/main.ts');
  const child = spawn(process.execPath, [program, ...asked], { env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk) => {
      said[stream] += chunk;
    });
  const ended = once(child, 'close');
  const file = join(folder, 'Listened Artist-audience-timeline.csv');
  // Whatever happens once it listens is forwarded; that it does is seen when something is.
  for (let n = 0; child.exitCode === null && receiver.received.length === 0; n += 1) {
    await writeFile(file, `date,listeners,streams\n2026-01-01,1,${10 + n}\n`);
    await run('import-exports.ts', [file]);
  }
  expect(await ended).toEqual([0, null]);
  receiver.close();
  const [first] = receiver.received;
  if (!first) throw new Error('nothing was forwarded');
  const { id, type } = await verifyWebhook(first, secret);
  expect(type).toBe('import.finished');
  expect(said.stdout).toMatch(new RegExp(`^\\S+  import\\.finished +${id}  204 in \\d+ ms\n$`));
  expect(said.stderr).toContain(`--after ${id}`);
}, 120_000);

test.each([
  ['read-metrics.ts', 'SONGTRACKPRO_API_KEY'],
  ['quickstart.ts', 'SONGTRACKPRO_API_KEY'],
  ['nightly-export.ts', 'SONGTRACKPRO_API_KEY'],
  ['agency.ts', 'SONGTRACKPRO_SESSION'],
  ['receive-webhooks.ts', 'SONGTRACKPRO_API_KEY'],
  ['connect-meta.ts', 'SONGTRACKPRO_API_KEY'],
  ['import-exports.ts', 'SONGTRACKPRO_API_KEY'],
  ['live-ticker.ts', 'SONGTRACKPRO_API_KEY'],
  ['team.ts', 'SONGTRACKPRO_MAIL_FOLDER'],
  ['plan-a-campaign.ts', 'SONGTRACKPRO_MAIL_FOLDER'],
])('%s says what it needs when the environment is not set', async (program, variable) => {
  const { code, stderr } = await run(program, ['x.csv'], { SONGTRACKPRO_URL: '', [variable]: '' });
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^Set SONGTRACKPRO_URL.+${variable}`));
});

test('read-metrics names the server that refused its key', async () => {
  const { code, stderr } = await run('read-metrics.ts', [], { ...env, SONGTRACKPRO_API_KEY: 'stp_dev_wrong' });
  expect(code).toBe(1);
  expect(stderr).toContain(`The server is ${env.SONGTRACKPRO_URL}.`);
});

test('subscribe plays two years of a subscriber and says after each step how the organization stands', async () => {
  stripe.deliverTo(`${env.SONGTRACKPRO_URL}/v1/billing/stripe/events`, 'whsec_examples');
  const { code, stdout, stderr } = await run('subscribe.ts');
  expect([code, stderr]).toEqual([0, '']);
  const steps = stdout.split('\n\n')[0]?.split('\n') ?? [];
  expect(steps.map((line) => line.slice(49).trim().replaceAll(/ +/g, ' '))).toEqual([
    'starter trialing full',
    'starter active full',
    'starter past_due grace',
    'starter active full',
    'professional active full',
    'professional active full',
    'professional active full',
    'enterprise canceled none',
    'starter active full',
    'starter active full',
  ]);
  expect(stdout).toMatch(/\n\d+ invoices, \d+\.\d\d USD paid\n$/);
  expect((await run('subscribe.ts')).code).toBe(0);
}, 120_000);

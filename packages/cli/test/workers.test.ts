import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { killEverything, processesOf, removeFolder, temporaryFolder, until } from './installation.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';
import { beginSlowCall } from './slow-call.ts';

let folder: string;
let dataDir: string;
let apiKey: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  const made = await songtrackpro(['start', '--exit', '--data', dataDir]).ended;
  expect(made.code, made.stderr).toBe(0);
  apiKey = (JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as { demo: string }).demo;
});
afterEach(() => killEverything(folder));
afterAll(() => removeFolder(folder));

async function serving(...args: string[]): Promise<{ run: Run; url: string }> {
  const run = songtrackpro(['serve', '--data', dataDir, ...args], { env: { METRICS_TOKEN: 'token-of-the-scraper' } });
  const [, url = ''] = await run.says(/^Serving at (\S+) \(/m);
  return { run, url };
}

const workersOf = async () => (await processesOf(folder)).filter(({ command }) => command.includes('worker-main.ts'));

/** Which process answered a connection of its own. */
async function answeringProcess(url: string): Promise<string | undefined> {
  const headers = { authorization: 'Bearer token-of-the-scraper', connection: 'close' };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  return /^process_start_time_seconds (\S+)$/m.exec(text)?.[1];
}

test('two workers answer at one address; one that is killed is replaced while the other serves on', async () => {
  const { run, url } = await serving('--workers', '2');
  const client = new SongTrackPro({ apiKey, baseUrl: url });
  expect(await workersOf()).toHaveLength(2);
  const answering = new Set<string | undefined>();
  await until(
    async () => answering.add(await answeringProcess(url)).size === 2,
    () => 'both have answered',
  );

  const [killed] = await workersOf();
  process.kill(killed?.pid ?? 0, 'SIGKILL');
  await run.says(/Worker \d ended \(SIGKILL\); another one starts/);
  expect((await client.organizations.me()).organization.name).toBe('Demo label');
  await run.says(/Worker \d serves again/);
  const now = await workersOf();
  expect(now).toHaveLength(2);
  expect(now.map(({ pid }) => pid)).not.toContain(killed?.pid);

  run.send('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0, signal: null });
  expect(await processesOf(folder)).toEqual([]);
});

test('SIGTERM at a worker alone lets it finish its call and brings another one', async () => {
  const { run, url } = await serving('--workers', '2');
  const calls = await Promise.all([beginSlowCall(url, apiKey), beginSlowCall(url, apiKey)]);
  const [first] = await workersOf();
  process.kill(first?.pid ?? 0, 'SIGTERM');
  const answers = await Promise.all(calls.map((call) => call.finish('Finished by a stopping worker')));
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 200 /);
  await run.says(/Worker \d serves again/);
  run.send('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0 });
});

test('a fault that every worker would have ends the command with its explanation', async () => {
  const { run, url } = await serving();
  const { port } = new URL(url);
  const second = await songtrackpro(['serve', '--data', dataDir, '--port', port, '--workers', '2']).ended;
  expect(second).toMatchObject({ code: 1 });
  expect(second.stderr).toContain(`Port ${port} is taken by another program.`);
  run.send('SIGTERM');
  await run.ended;
});

test.each([[[]], [['--workers', '2']]])(
  'SIGTERM with %j lets calls finish, tells streams to come back, and refuses new connections',
  async (args) => {
    const { run, url } = await serving(...args);
    const client = new SongTrackPro({ apiKey, baseUrl: url });
    const { id } = await client.imports.create({ fileName: 'A-audience-timeline.csv' });
    const headers = { authorization: `Bearer ${apiKey}` };
    const stream = await fetch(`${url}/v1/imports/${id}/events`, { headers });
    const call = await beginSlowCall(url, apiKey);

    run.send('SIGTERM');
    expect(await stream.text()).toContain('"code":"stopping"');
    await until(
      () =>
        fetch(`${url}/healthz`).then(
          () => false,
          () => true,
        ),
      () => 'new connections are refused',
    );
    const name = `Made while stopping ${args.length}`;
    const answer = await call.finish(name);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toContain(name);
    expect(await run.ended).toMatchObject({ code: 0, signal: null });
    expect(await processesOf(folder)).toEqual([]);
  },
);

test.each(['0', '65', 'two', '1.5'])('“%s” is no number of workers', async (count) => {
  const { code, stderr } = await songtrackpro(['serve', '--workers', count]).ended;
  expect(code).toBe(2);
  expect(stderr).toContain('from 1 to 64');
});

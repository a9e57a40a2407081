import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { killEverything, processesOf, removeFolder, temporaryFolder, untilUnused } from './installation.ts';
import { type Run, reportOf, runProgram, songtrackpro } from './run-songtrackpro.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const sample = join(repository, 'examples', 'samples', 'Sample Artist-audience-timeline.csv');

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
});
// A test that failed must not be the next one's company.
afterEach(() => killEverything(folder));
afterAll(() => removeFolder(folder));

const lastLine = /Ctrl-C stops everything/;

async function serving(): Promise<Run> {
  const run = songtrackpro(['start', '--data', dataDir]);
  await run.says(lastLine);
  return run;
}

/** Runs a printed command in a shell, as somebody who copied it. */
const inShell = (command: string) => runProgram('sh', ['-c', command], { cwd: repository }).ended;

test('after the report, start says where it serves, with which key, and three commands that work', async () => {
  const run = await serving();
  const [, url = ''] = await run.says(/^Serving at (http:\/\/127\.0\.0\.1:\d+)$/m);
  const [, apiKey = ''] = await run.says(/^API key {4}(stp_dev_\S+)$/m);
  const me = await fetch(`${url}/trpc/organizations.me?input=%7B%7D`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(me.status).toBe(200);

  const commands = run.stdout().split('Try next, in another terminal:\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
  expect(commands).toHaveLength(3);
  const [report = '', importing = '', curl = ''] = commands.map((command) => command.trim());

  const reported = await inShell(report);
  expect(reported.code, reported.stderr).toBe(0);
  expect(reportOf(reported.stdout)).toBe(reportOf(run.stdout()));

  await copyFile(sample, join(folder, 'Another Artist-audience-timeline.csv'));
  const file = `'${join(folder, 'Another Artist-audience-timeline.csv').replaceAll("'", `'\\''`)}'`;
  const imported = await inShell(importing.replace('path/to/your-export.csv', file));
  expect(imported.code, imported.stderr).toBe(0);
  expect(imported.stdout).toContain('Another Artist-audience-timeline.csv: 397 rows');

  const answered = await inShell(curl);
  expect(answered.code, answered.stderr).toBe(0);
  expect(JSON.parse(answered.stdout)).toMatchObject({ result: { data: { organization: { name: 'Demo label' } } } });

  run.send('SIGINT');
  expect(await run.ended).toMatchObject({ code: 0, signal: null });
  expect(await processesOf(folder)).toEqual([]);
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s stops the server and both stores in order', async (signal) => {
  const run = await serving();
  run.send(signal);
  expect(await run.ended).toMatchObject({ code: 0, signal: null });
  expect(await processesOf(folder)).toEqual([]);
});

test('Ctrl-C under `npx pnpm start`, which reaches npx, pnpm and the program, leaves nothing running', async () => {
  const run = runProgram('npx', ['-y', 'pnpm@12', 'start', '--data', dataDir], { cwd: repository });
  await run.says(lastLine);
  run.send('SIGINT', 'group');
  await run.ended;
  expect(run.stderr()).toContain('Stopping (SIGINT)');
  await untilUnused(folder);
});

test('Ctrl-C before the stores are open stops as soon as they are, with 130 and nothing left running', async () => {
  const run = songtrackpro(['start', '--data', dataDir]);
  await run.says(/Opening the stores/);
  run.send('SIGINT');
  expect(await run.ended).toMatchObject({ code: 130, signal: null });
  expect(run.stdout()).not.toContain('OVERVIEW');
  expect(await processesOf(folder)).toEqual([]);
});

test('a second Ctrl-C ends the program at once, and the stores stop by themselves', async () => {
  const run = await serving();
  const held = await requestThatNeverEnds(run);
  run.send('SIGINT');
  await run.says(/Stopping the server/);
  await pressAgain(run);
  expect(await run.ended).toMatchObject({ code: 130, signal: null });
  held.destroy();
  await untilUnused(folder);
});

/** A request whose body does not arrive keeps the server from closing before its deadline. */
async function requestThatNeverEnds(run: Run): Promise<Socket> {
  const [, port = ''] = await run.says(/^Serving at http:\/\/127\.0\.0\.1:(\d+)$/m);
  const [, apiKey = ''] = await run.says(/^API key {4}(\S+)$/m);
  const socket = connect(Number(port), '127.0.0.1').on('error', () => socket.destroy());
  const head = [
    'POST /trpc/artists.create HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${apiKey}`,
    'content-type: application/json',
    'content-length: 100',
    'expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  // The server has begun with the request when it asks for the body.
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('100 Continue');
  return socket;
}

/** Presses Ctrl-C until the program has ended: what comes right after the first press counts as the same one. */
async function pressAgain(run: Run): Promise<void> {
  let over = false;
  run.ended.then(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (!over) run.send('SIGINT');
  }
}

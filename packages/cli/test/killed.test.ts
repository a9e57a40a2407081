import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { killEverything, processesOf, removeFolder, temporaryFolder, untilUnused } from './installation.ts';
import { type LargeExport, largeExport, storedFacts } from './large-export.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';

vi.setConfig({ testTimeout: 200_000 * rounds.killedImports });

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
});
afterAll(() => removeFolder(folder));

async function start(): Promise<{ run: Run; client: SongTrackPro; url: string; apiKey: string }> {
  const run = songtrackpro(['start', '--data', dataDir]);
  const [, url = ''] = await run.says(/^Serving at (\S+)$/m);
  const [, apiKey = ''] = await run.says(/^API key {4}(\S+)$/m);
  return { run, client: new SongTrackPro({ apiKey, baseUrl: url }), url, apiKey };
}

/** Announces and sends an export; when it resolves, the server has acknowledged the whole file. */
async function upload(client: SongTrackPro, file: LargeExport): Promise<string> {
  const { id } = await client.imports.create({ fileName: `${file.campaigns[0]}.csv` });
  await client.imports.sendContent(id, file.text);
  return id;
}

/** Waits until facts are being written, then for a moment that differs from round to round. */
async function untilInTheMiddle(client: SongTrackPro, id: string, round: number): Promise<void> {
  for (;;) {
    const { status } = await client.imports.get({ id });
    if (status !== 'queued' && status !== 'checking') break;
    await sleep(5);
  }
  await sleep((round * 137) % 500);
}

async function expectOnce(client: SongTrackPro, id: string, file: LargeExport): Promise<void> {
  const { rows, spendCents, impressions } = file;
  const done = await client.imports.wait(id);
  expect(done).toMatchObject({ status: 'completed', fault: null, rows: { read: rows, refused: 0, facts: rows } });
  expect(await storedFacts(client, file)).toEqual({
    campaigns: file.campaigns.length,
    rows,
    spendCents,
    impressions,
    mostVersions: 1,
  });
}

async function stop(run: Run): Promise<void> {
  run.send('SIGINT');
  expect(await run.ended).toMatchObject({ code: 0 });
  expect(await processesOf(folder)).toEqual([]);
}

test('kill -9 of everything during an import: the next start completes it, each fact stored exactly once', async () => {
  const interrupted: string[] = [];
  let server = await start();
  for (let round = 0; round < rounds.killedImports; round += 1) {
    const file = largeExport(`Killed in round ${round}`, rounds.killedRows);
    const id = await upload(server.client, file);
    await untilInTheMiddle(server.client, id, round);
    interrupted.push((await server.client.imports.get({ id })).status);
    await killEverything(folder);
    await server.run.ended;

    server = await start();
    expect(server.run.stderr()).not.toContain('(joined a running installation)');
    await expectOnce(server.client, id, file);
  }
  await stop(server.run);
  // Otherwise the rows are too few for this machine, and nothing was proved.
  expect(interrupted).toContain('writing');
});

test('kill -9 of the program alone during an import: its stores stop by themselves, the next start completes it', async () => {
  const file = largeExport('Left alone', rounds.killedRows);
  const { run, client } = await start();
  const id = await upload(client, file);
  await untilInTheMiddle(client, id, 1);
  run.send('SIGKILL');
  await run.ended;
  await untilUnused(folder);

  const next = await start();
  await expectOnce(next.client, id, file);
  await stop(next.run);
});

test('Ctrl-C during an import gives it back, and the next start completes it', async () => {
  const file = largeExport('Given back', rounds.killedRows);
  const { run, client } = await start();
  const id = await upload(client, file);
  await untilInTheMiddle(client, id, 1);
  await stop(run);

  const next = await start();
  await expectOnce(next.client, id, file);
  await stop(next.run);
});

test('kill -9 during an upload loses only what was not acknowledged: the upload goes on from there', async () => {
  const file = largeExport('Cut off', 2000);
  const bytes = new TextEncoder().encode(file.text);
  const half = Math.floor(bytes.length / 2);
  const { run, client, url, apiKey } = await start();
  const { id, contentPath } = await client.imports.create({ fileName: 'cut off.csv' });
  const headers = { authorization: `Bearer ${apiKey}` };
  const put = (base: string, from: number, to: number) =>
    fetch(`${base}${contentPath}`, {
      method: 'PUT',
      headers: { ...headers, 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` },
      body: bytes.slice(from, to),
    });
  expect((await put(url, 0, half)).status).toBe(200);
  await killEverything(folder);
  await run.ended;

  const next = await start();
  const found = await next.client.imports.get({ id });
  expect(found).toMatchObject({ status: 'awaiting_content', receivedBytes: half });
  expect((await put(next.url, half, bytes.length)).status).toBe(200);
  await expectOnce(next.client, id, file);
  await stop(next.run);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { removeFolder, temporaryFolder, until } from './installation.ts';
import { largeExport, storedFacts } from './large-export.ts';
import { type Run, reportOf, songtrackpro } from './run-songtrackpro.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

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
afterAll(() => removeFolder(folder));

interface Serving {
  run: Run;
  client: SongTrackPro;
  /** The report as of a moment, or of now. */
  report(asOf?: string): Promise<string>;
}

async function serve(data: string): Promise<Serving> {
  const run = songtrackpro(['serve', '--data', data], { env: { RATE_LIMIT_PER_MINUTE: '1000000' } });
  const [, baseUrl = ''] = await run.says(/^Serving at (\S+) \(/m);
  const env = { SONGTRACKPRO_URL: baseUrl, SONGTRACKPRO_API_KEY: apiKey };
  return {
    run,
    client: new SongTrackPro({ apiKey, baseUrl }),
    report: async (asOf) => {
      const printed = await songtrackpro(['report', ...(asOf === undefined ? [] : ['--as-of', asOf])], { env }).ended;
      expect(printed.code, printed.stderr).toBe(0);
      return reportOf(printed.stdout);
    },
  };
}

async function stop({ run }: Serving): Promise<void> {
  run.send('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0 });
}

/** Ids of artists, and of the artists whose creation stands in the audit. */
async function artistsAndAudit(client: SongTrackPro) {
  const stored = await client.artists.list().toArray({ limit: 1e6 });
  const lines = await client.audit.export({ action: 'artists.create', limit: 1000 }).toArray({ limit: 1e6 });
  const audited = lines.map((line) => (JSON.parse(line) as { resource: { id: string } }).resource.id);
  return { stored: new Set(stored.map(({ id }) => id)), audited };
}

/** Makes artists and sends events until it is stopped, and notes what was acknowledged. */
function load({ client }: Serving, trackId: string, timestamp: string) {
  const done = { artists: [] as string[], events: [] as string[] };
  let goOn = true;
  const eventOf = (eventId: string) => ({ eventId, type: 'play', trackId, timestamp, playtimeMs: 0 }) as const;
  const makeArtists = async (who: number) => {
    for (let n = 0; goOn; n += 1) done.artists.push((await client.artists.create({ name: `Made by ${who}, ${n}` })).id);
  };
  const sendEvents = async () => {
    for (let n = 0; goOn; n += 1) {
      const { stored } = await client.events.ingest({ events: [eventOf(`event ${n}`)] });
      expect(stored).toBe(1);
      done.events.push(`event ${n}`);
    }
  };
  const running = Promise.all([makeArtists(1), makeArtists(2), sendEvents()]);
  return {
    done,
    eventOf,
    stop: async () => {
      goOn = false;
      await running;
    },
  };
}

async function playsOf(client: SongTrackPro, trackId: string, day: string): Promise<number> {
  const { rows } = await client.events.counts({ from: day, to: day, trackId });
  return rows.reduce((sum, { plays }) => sum + plays, 0);
}

test('a backup amid mutations, an import and events holds all that was acknowledged, and its audit exactly once', async () => {
  const source = await serve(dataDir);
  const { client } = source;
  const artist = await client.artists.create({ name: 'With events' });
  const track = await client.tracks.create({ title: 'Played', artistId: artist.id });
  const timestamp = new Date().toISOString();
  const day = timestamp.slice(0, 10);
  const loading = load(source, track.id, timestamp);
  await until(
    async () => Math.min(loading.done.artists.length, loading.done.events.length) > 10,
    () => 'calls are under way',
  );
  // All facts of an import are recorded as of its beginning, so a later moment is not over yet while it writes.
  const asOf = new Date().toISOString();
  const file = largeExport('Amid the backup', rounds.killedRows);
  const { id: importId } = await client.imports.create({ fileName: 'amid.csv' });
  await client.imports.sendContent(importId, file.text);
  await until(
    async () => !['queued', 'checking'].includes((await client.imports.get({ id: importId })).status),
    () => 'facts are being written',
  );
  const before = { artists: [...loading.done.artists], events: [...loading.done.events] };
  const target = join(folder, 'backups');
  const taken = await songtrackpro(['backup', target, '--data', dataDir, '--json']).ended;
  expect(taken.code, taken.stderr).toBe(0);
  const notes = JSON.parse(taken.stdout) as { target: string; outbox: { newest: { id: string } } };
  expect(notes).toMatchObject({ secret: true, encrypted: false, outbox: { newest: { id: expect.any(String) } } });
  // Something is written after the moment, which is not in the backup.
  const atEnd = loading.done.artists.length;
  await until(
    async () => loading.done.artists.length > atEnd + 5,
    () => 'calls went on',
  );
  await loading.stop();
  expect((await client.imports.wait(importId)).status).toBe('completed');
  const reports = [await source.report(asOf), await source.report()];

  const restoredDir = join(folder, 'restored');
  expect(await songtrackpro(['backup', 'verify', target]).ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The backup is whole'),
  });
  expect(await songtrackpro(['restore', target, '--data', restoredDir]).ended).toMatchObject({ code: 0 });
  await stop(source);
  const restored = await serve(restoredDir);
  const again = restored.client;
  // The import goes on where the moment of the backup interrupted it.
  expect(await again.imports.wait(importId)).toMatchObject({ status: 'completed', fault: null });
  expect(await storedFacts(again, file)).toMatchObject({
    rows: file.rows,
    spendCents: file.spendCents,
    impressions: file.impressions,
    mostVersions: 1,
  });
  await until(
    async () => {
      const { stored, audited } = await artistsAndAudit(again);
      return audited.length >= stored.size - 5;
    },
    () => 'the outbox is delivered',
  );
  const { stored, audited } = await artistsAndAudit(again);
  expect(before.artists.filter((id) => !stored.has(id))).toEqual([]);
  const made = [...stored].filter((id) => loading.done.artists.includes(id));
  expect(made.length).toBeLessThan(loading.done.artists.length);
  await expect
    .poll(async () => (await artistsAndAudit(again)).audited.filter((id) => made.includes(id)).toSorted(), {
      timeout: 60_000,
    })
    .toEqual(made.toSorted());
  expect(audited.filter((id) => !stored.has(id))).toEqual([]);
  // As of before the backup, and of now, when the import has ended on both sides.
  expect([await restored.report(asOf), await restored.report()]).toEqual(reports);

  // Events: all that were acknowledged are there, and none counts twice when all are sent again.
  await expect
    .poll(() => playsOf(again, track.id, day), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(before.events.length);
  for (let first = 0; first < loading.done.events.length; first += 500)
    await again.events.ingest({ events: loading.done.events.slice(first, first + 500).map(loading.eventOf) });
  await expect.poll(() => playsOf(again, track.id, day), { timeout: 60_000 }).toBe(loading.done.events.length);

  const doctor = await songtrackpro(['doctor', '--data', restoredDir]).ended;
  expect(doctor.code, doctor.stdout).toBe(0);
  expect(doctor.stdout).toMatch(/^ok +The last backup is less than an hour old/m);
  await stop(restored);
});

test('kill -9 of a backup leaves the installation as it was, and what it left is never taken for a backup', async () => {
  const source = await serve(dataDir);
  const target = join(folder, 'killed');
  const killed = songtrackpro(['backup', target, '--data', dataDir]);
  await killed.says(/Copying PostgreSQL/);
  killed.send('SIGKILL');
  await killed.ended;
  await source.client.artists.create({ name: 'After the kill' });
  for (const command of [
    ['backup', 'verify', `${target}.incomplete`],
    ['restore', `${target}.incomplete`, '--data', join(folder, 'none')],
  ]) {
    const refused = await songtrackpro(command).ended;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('it was interrupted before it was whole');
  }
  const again = await songtrackpro(['backup', target, '--data', dataDir]).ended;
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('Remove it, then start again.');
  const elsewhere = await songtrackpro(['backup', join(folder, 'after-the-kill'), '--data', dataDir]).ended;
  expect(elsewhere.code, elsewhere.stderr).toBe(0);
  expect(
    (await source.client.artists.list().toArray({ limit: 1e6 })).some(({ name }) => name === 'After the kill'),
  ).toBe(true);
  await stop(source);
});

test('what backup and restore cannot do they say, with what to do', async () => {
  const nothing = await songtrackpro(['backup', join(folder, 'x'), '--data', join(folder, 'no-data')]).ended;
  expect(nothing).toMatchObject({ code: 1, stdout: '' });
  expect(nothing.stderr).toContain('There is nothing to back up');
  const own = await songtrackpro(['backup', join(folder, 'x'), '--data', dataDir], {
    env: { DATABASE_URL: 'postgres://somebody@db.example.com/label' },
  }).ended;
  expect(own.code).toBe(1);
  expect(own.stderr).toContain('DATABASE_URL names a store of your own');
  const used = await songtrackpro(['restore', join(folder, 'after-the-kill'), '--data', dataDir]).ended;
  expect(used.code).toBe(1);
  expect(used.stderr).toContain('is not empty');
});

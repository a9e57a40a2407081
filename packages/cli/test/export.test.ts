import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let folder: string;
let data: string[];
let apiKey: string;
let server: Run;
let client: SongTrackPro;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  data = ['--data', dataDir];
  const made = await songtrackpro(['start', '--exit', ...data]).ended;
  expect(made.code, made.stderr).toBe(0);
  apiKey = (JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as { demo: string }).demo;
  server = songtrackpro(['serve', ...data]);
  const [baseUrl = ''] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
  client = new SongTrackPro({ apiKey, baseUrl });
  env = { SONGTRACKPRO_URL: baseUrl, SONGTRACKPRO_API_KEY: apiKey };
});
afterAll(async () => {
  server.send('SIGTERM');
  await server.ended;
  await removeFolder(folder);
});

interface Part {
  path: string;
  rows: number | null;
  bytes: number;
  sha256: string;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

test('an organization is exported whole: its rows, its documents with their history, and its uploads, byte by byte', async () => {
  const { organization } = await client.organizations.me();
  const output = join(folder, 'exported');
  const done = await songtrackpro(['export', 'organization', organization.slug, '--output', output, ...data]).ended;
  expect(done.code, done.stderr).toBe(0);
  expect(done.stderr).toMatch(/^ {2}tables\/artists\.jsonl: \d+ lines?$/m);
  const read = (path: string) => readFile(join(output, path), 'utf8');
  const manifest = JSON.parse(await read('manifest.json')) as { organization: { id: string }; parts: Part[] };
  expect(manifest.organization).toMatchObject({ id: organization.id, slug: organization.slug });
  const found = (await readdir(output, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(found.length).toBe(manifest.parts.length + 1);
  for (const { path, rows, bytes, sha256 } of manifest.parts) {
    const content = await readFile(join(output, path));
    expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    if (rows !== null) expect(linesOf(content.toString('utf8')).length).toBe(rows);
  }
  const rowsOf = async (table: string) =>
    linesOf(await read(`tables/${table}.jsonl`)).map((line) => JSON.parse(line) as Record<string, string>);
  const artists = await client.artists.list().toArray({ limit: 1000 });
  expect((await rowsOf('artists')).map(({ id }) => id).toSorted()).toEqual(artists.map(({ id }) => id).toSorted());
  const imports = await client.imports.list().toArray({ limit: 1000 });
  for (const { id } of imports.filter(({ status }) => status === 'completed'))
    expect(manifest.parts.map(({ path }) => path)).toContain(`files/imports/${id}/content`);
  const facts = linesOf(await read('documents/spotify_metrics.jsonl')).map(
    (line) => JSON.parse(line) as { versions: unknown[] },
  );
  expect(facts.length).toBeGreaterThan(0);
  expect(facts.every(({ versions }) => versions.length > 0)).toBe(true);

  // A key opens nothing any more when only its name is known.
  expect((await rowsOf('api_keys')).some((row) => 'key_hash' in row)).toBe(false);
  expect(Object.keys((await rowsOf('api_keys'))[0] ?? {})).toContain('name');
  const again = await songtrackpro(['export', 'organization', organization.slug, '--output', output, ...data]).ended;
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("exists. Name a folder that doesn't.");
  const unknown = await songtrackpro(['export', 'organization', 'nobody', '--output', `${output}-2`, ...data]).ended;
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There is no organization “nobody”.');
});

test('tracks, audit and series are exported through the API, to standard output or a file', async () => {
  const tracks = await songtrackpro(['export', 'tracks'], { env }).ended;
  expect(tracks.code, tracks.stderr).toBe(0);
  const ids = linesOf(tracks.stdout).map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids).toEqual((await client.tracks.list().toArray({ limit: 1000 })).map(({ id }) => id));
  const file = join(folder, 'audit.csv');
  const audit = await songtrackpro(['export', 'audit', '--format', 'csv', '--output', file], { env }).ended;
  expect(audit).toMatchObject({ code: 0, stdout: '' });
  expect(audit.stderr).toMatch(/^\d+ lines in /m);
  expect(linesOf(await readFile(file, 'utf8')).length).toBeGreaterThan(2);
  const days = ['--from', '2025-12-01', '--to', '2025-12-07'];
  const series = await songtrackpro(['export', 'series', '--metrics', 'streams', ...days], { env }).ended;
  expect(series.code, series.stderr).toBe(0);
  expect(linesOf(series.stdout)).toHaveLength(8);
  const unknown = await songtrackpro(['export', 'series', '--metrics', 'x', '--artist', 'Nobody', ...days], { env })
    .ended;
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There is no artist “Nobody”.');
});

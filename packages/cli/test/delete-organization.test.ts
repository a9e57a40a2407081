import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStores } from '@songtrackpro/embedded';
import { SongTrackPro } from '@songtrackpro/sdk';
import { BSON, MongoClient } from 'mongodb';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
let dataDir: string;
let keys: Record<'demo' | 'own', string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  const samples = join(import.meta.dirname, '../../../examples/samples');
  for (const imported of [[], ['--import', samples]]) {
    const made = await songtrackpro(['start', '--exit', '--data', dataDir, ...imported]).ended;
    expect(made.code, made.stderr).toBe(0);
  }
  keys = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as typeof keys;
});
afterAll(() => removeFolder(folder));

/** Where the id stands: in every table of every schema, in every collection of every database, and among the files. */
async function tracesOf(id: string): Promise<Record<string, number>> {
  const traces: Record<string, number> = {};
  const stores = await openStores({ dataDir });
  const sql = postgres(stores.postgresUrl ?? '', { onnotice() {} });
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`;
  for (const { name } of tables) {
    const [found] = await sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from ${name} as t where t::text like '%${id}%'`,
    );
    if (found && found.count > 0) traces[name] = found.count;
  }
  await sql.end();
  const mongo = await new MongoClient(stores.documentsUri ?? '').connect();
  const inBase64 = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64');
  for (const { name: database } of (await mongo.db('admin').admin().listDatabases()).databases) {
    for (const { name } of await mongo.db(database).listCollections().toArray()) {
      for await (const document of mongo.db(database).collection(name).find()) {
        const text = BSON.EJSON.stringify(document, { relaxed: false });
        if (text.includes(id) || text.includes(inBase64)) traces[name] = (traces[name] ?? 0) + 1;
      }
    }
  }
  await mongo.close();
  await stores.close();
  const files = await readdir(join(dataDir, 'files'), { recursive: true });
  const own = files.filter((path) => path.includes(id)).length;
  if (own > 0) traces.files = own;
  return traces;
}

test('the operator removes an organization at once beside a running server: no store and no file knows it any more', async () => {
  const server = songtrackpro(['serve', '--data', dataDir]);
  const [baseUrl = ''] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
  const [gone, staying] = [keys.demo, keys.own].map((apiKey) => new SongTrackPro({ apiKey, baseUrl, retries: 0 }));
  if (!gone || !staying) throw new Error('two keys were made');
  const [{ organization }, { organization: other }] = [await gone.organizations.me(), await staying.organizations.me()];
  // What is counted in memory is stored when the server ends, so both are compared after that.
  server.send('SIGTERM');
  await server.ended;
  const before = await tracesOf(organization.id);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['organizations', 'spotify_metrics', 'files']));
  const others = await tracesOf(other.id);

  const deleting = ['admin', 'delete-organization', organization.slug, '--data', dataDir];
  const unconfirmed = await songtrackpro([...deleting, '--now']).ended;
  expect(unconfirmed.code).toBe(1);
  expect(unconfirmed.stderr).toContain('has to be confirmed. Add --yes.');
  const unknown = await songtrackpro(['admin', 'delete-organization', 'nobody', '--data', dataDir, '--yes']).ended;
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There is no organization “nobody”');
  const again = songtrackpro(['serve', '--data', dataDir]);
  const [newUrl = ''] = await again.says(/http:\/\/127\.0\.0\.1:\d+/);
  const marked = await songtrackpro([...deleting, '--yes']).ended;
  expect(marked).toMatchObject({ code: 0, stdout: expect.stringContaining('Its owner may restore it for 30 days') });
  await expect(
    new SongTrackPro({ apiKey: keys.demo, baseUrl: newUrl, retries: 0 }).artists.list().toArray({ limit: 1 }),
  ).rejects.toMatchObject({ code: 'api_key_invalid' });
  const done = await songtrackpro([...deleting, '--now', '--yes', '--json']).ended;
  expect(done.code, done.stderr).toBe(0);
  expect(JSON.parse(done.stdout)).toMatchObject({ id: organization.id, slug: organization.slug, purged: true });
  again.send('SIGTERM');
  await again.ended;

  // What is kept is that there was an organization of this id. Points of the running minute expire by themselves.
  const { rate_limits: ___, ...kept } = await tracesOf(organization.id);
  expect(kept).toEqual({ purged_organizations: 1 });
  const { api_usage: _, system_events: __, rate_limits: ____, ...untouched } = await tracesOf(other.id);
  expect(untouched).toEqual(Object.fromEntries(Object.entries(others).filter(([name]) => name in untouched)));
  expect(Object.keys(untouched).length).toBeGreaterThan(10);
});

import { readTenantDocuments } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { giveSubscription } from '../../test/subscriptions.ts';
import { openTestServer, type TestOrganization } from '../../test/support.ts';

const { server, organization } = await openTestServer({ billing: { defaultPlan: 'enterprise' } });
const isrc = 'USRC17607839';

interface StoredFact {
  subject: { id: string };
  date: string;
  periodEnd: string | null;
  breakdown: Record<string, string>;
  values: Record<string, string | null>;
}

/** What a collection holds now for an organization, ids and numbers as text. */
async function factsIn(collection: string, { id }: TestOrganization): Promise<StoredFact[]> {
  const facts: StoredFact[] = [];
  for await (const found of readTenantDocuments(server.services.documents.db, id)) {
    if (found.collection !== collection) continue;
    const { subject, date, periodEnd, breakdown, current } = JSON.parse(found.json);
    const text = (number: Record<string, string> | null) => number && (Object.values(number)[0] ?? null);
    const values = Object.entries<Record<string, string> | null>(current?.values ?? {});
    const uuid = Buffer.from(subject.id.$binary.base64, 'base64').toString('hex');
    facts.push({
      subject: { id: uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') },
      date,
      periodEnd,
      breakdown,
      values: Object.fromEntries(values.map(([metric, value]) => [metric, text(value)])),
    });
  }
  return facts;
}

const sales = (...rows: string[]) =>
  `${['Reporting Date,Sale Month,Store,Artist,Title,ISRC,Quantity,Country of Sale,Earnings (USD)', ...rows].join('\n')}\n`;

test('a sales report makes its tracks once, and its facts lie in their own ledger', async () => {
  const made = await organization();
  const { client } = made;
  const result = await client.imports.run(
    { fileName: 'DistroKid/sales.csv' },
    sales(
      `2026-03-01,2026-01,Spotify,X,A,${isrc},10,US,0.1`,
      `2026-03-01,2026-01,Spotify,X,A (Remastered),${isrc},5,US,-0.025000000001`,
      `2026-03-01,2026-01,Spotify,X,A,${isrc},1,DE,0.5`,
      '2026-03-01,2026-02,Apple Music,Y,B,,3,US,0.25',
    ),
  );
  expect(result).toMatchObject({
    status: 'completed',
    format: 'distrokid',
    rows: { read: 4, facts: 3, changed: 3, passedOver: 0 },
    created: { artists: 2, tracks: 2 },
    firstDate: '2026-01-01',
    lastDate: '2026-02-28',
  });
  const tracks = (await client.tracks.list()).items;
  expect(tracks).toMatchObject([
    { title: 'B', isrc: null, origin: 'import' },
    { title: 'A', isrc },
  ]);
  const facts = await factsIn('sales_metrics', made);
  expect(facts).toHaveLength(3);
  expect(facts).toContainEqual({
    subject: { id: tracks[1]?.id },
    date: '2026-01-01',
    periodEnd: '2026-01-31',
    breakdown: { store: 'Spotify', country: 'US' },
    values: { units: '15', earnings: '0.074999999999' },
  });
  expect(await factsIn('spotify_metrics', made)).toEqual([]);
});

test('a track is known by its ISRC, by its Spotify id, and by its title and artist', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'X' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Old title', isrc });
  const other = await client.tracks.create({ artistId: artist.id, title: 'Other' });
  const result = await client.imports.run(
    { fileName: 'sales.csv' },
    sales(`2026-03-01,2026-01,S,Somebody,New title,${isrc},1,US,1`, '2026-03-01,2026-01,S,X,OTHER,,1,US,1'),
  );
  expect(result).toMatchObject({ created: { artists: 0, tracks: 0 } });
  expect(result.subjects.map(({ id }) => id).sort()).toEqual([track.id, other.id].sort());
});

test('one track with and without its ISRC in a file is one, and its rows are summed', async () => {
  const made = await organization();
  const result = await made.client.imports.run(
    { fileName: 'sales.csv' },
    sales(`2026-03-01,2026-01,S,X,A,${isrc},1,US,1`, '2026-03-01,2026-01,S,X,A,,2,US,0.5'),
  );
  expect(result).toMatchObject({ status: 'completed', created: { tracks: 1 } });
  expect(await factsIn('sales_metrics', made)).toMatchObject([{ values: { units: '3', earnings: '1.5' } }]);
});

const chart = [
  'Position,Track Name,Artist,Streams,URL',
  '1,Mine,X,500,https://open.spotify.com/track/4Km5HrUvYTaSUfiSGPJeQR',
  '2,Theirs,Y,400,https://open.spotify.com/track/343YBumqHu19cGoGARUTsd',
].join('\n');

test('of a chart only the tracks of the catalogue are taken, unless all are wanted', async () => {
  const made = await organization();
  const { client } = made;
  const fileName = 'regional-us-daily-2026-01-31.csv';
  expect(await client.imports.run({ fileName }, chart)).toMatchObject({
    status: 'waiting',
    question: { code: 'needs_tracks', option: 'newTracks' },
  });
  const artist = await client.artists.create({ name: 'X' });
  await client.tracks.create({ artistId: artist.id, title: 'Mine', spotifyId: '4Km5HrUvYTaSUfiSGPJeQR' });
  expect(await client.imports.run({ fileName }, chart)).toMatchObject({
    status: 'completed',
    rows: { read: 2, changed: 1, passedOver: 1 },
    created: { tracks: 0 },
  });
  const [fact, ...more] = await factsIn('spotify_metrics', made);
  expect(more).toEqual([]);
  expect(fact).toMatchObject({
    date: '2026-01-31',
    periodEnd: null,
    breakdown: { country: 'us' },
    values: { streams: '500', chartPosition: '1' },
  });
  const all = await client.imports.run({ fileName, newTracks: 'add' }, chart);
  expect(all).toMatchObject({ created: { artists: 1, tracks: 1 }, rows: { passedOver: 0, changed: 1 } });
});

test('songs of a period wait for the period and then make the tracks of the artist', async () => {
  const made = await organization();
  const { client } = made;
  const text = 'song,listeners,streams,saves,release_date\n"One",10,20,3,2024-06-14\n"Two",0,5,0,2024-06-14\n';
  const fileName = 'Some Artist-songs-28d.csv';
  expect(await client.imports.run({ fileName }, text)).toMatchObject({ question: { code: 'needs_period' } });
  const period = { periodStart: '2026-01-01', periodEnd: '2026-01-28' };
  const result = await client.imports.run({ fileName, ...period }, text);
  expect(result).toMatchObject({ status: 'completed', created: { artists: 1, tracks: 2 }, rows: { facts: 2 } });
  expect((await client.artists.list()).items).toMatchObject([{ name: 'Some Artist' }]);
  const facts = await factsIn('spotify_metrics', made);
  expect(facts.map(({ values }) => values)).toEqual(
    expect.arrayContaining([{ listeners: '10', streams: '20', saves: '3' }, { streams: '5' }]),
  );
});

test('playlists of a period are facts of the artist', async () => {
  const made = await organization();
  const artist = await made.client.artists.create({ name: 'X' });
  const text = 'title,author,listeners,streams,date_added\n"Radio","Spotify",2078,3239,n/a\n"Mix","A fan",5,9,-\n';
  const result = await made.client.imports.run(
    { fileName: 'playlists.csv', artistId: artist.id, periodStart: '2026-01-01', periodEnd: '2026-01-28' },
    text,
  );
  expect(result).toMatchObject({ status: 'completed', subjects: [{ kind: 'artist', id: artist.id }] });
  const facts = await factsIn('spotify_metrics', made);
  expect(facts.map(({ breakdown }) => breakdown.playlist).sort()).toEqual(['Mix', 'Radio']);
});

test('an import whose new tracks are more than the plan has room for waits, says how many and which plan, and keeps nothing', async () => {
  const made = await organization();
  const { client, id } = made;
  await giveSubscription(server, id, { tier: 'starter' });
  const artist = await client.artists.create({ name: 'X' });
  const tracks = Array.from({ length: 499 }, (_, index) => ({ artistId: artist.id, title: `Song ${index}` }));
  await client.tracks.createMany({ tracks });
  const row = (title: string) => `2026-03-01,2026-01,Spotify,X,${title},,10,US,0.1`;
  const file = sales(row('Song 1'), row('New 1'), row('New 2'));
  const question = {
    code: 'plan_limit',
    option: 'newTracks',
    message: expect.stringContaining(
      'The plan allows 500 tracks; 499 are there, and this would make 501. The plan Professional has room for that.',
    ),
  };
  for (const dryRun of [true, false]) {
    const waiting = await client.imports.run({ fileName: 'sales.csv', dryRun }, file);
    expect(waiting).toMatchObject({ status: 'waiting', question, created: { tracks: 0, artists: 0 } });
  }
  expect(await factsIn('sales_metrics', made)).toEqual([]);
  const usedOf = async () =>
    (await client.billing.getUsage()).items.find(({ resource }) => resource === 'tracks')?.used;
  expect(await usedOf()).toBe(499);
  // What is there already may be written about, and one more still fits.
  const known = await client.imports.run({ fileName: 'sales.csv', newTracks: 'skip' }, file);
  expect(known).toMatchObject({ status: 'completed', rows: { facts: 1, passedOver: 2 } });
  const fits = await client.imports.run({ fileName: 'one.csv' }, sales(row('Song 1'), row('New 1')));
  expect(fits).toMatchObject({ status: 'completed', created: { tracks: 1 } });
  await giveSubscription(server, id, { tier: 'professional' });
  expect(await client.imports.run({ fileName: 'sales.csv' }, file)).toMatchObject({
    status: 'completed',
    created: { tracks: 1 },
  });
  expect(await usedOf()).toBe(501);
});

test('of imports at once that need the last room, together no more tracks are made than it has', async () => {
  const { client, id } = await organization();
  await giveSubscription(server, id, { tier: 'starter' });
  const artist = await client.artists.create({ name: 'X' });
  const tracks = Array.from({ length: 495 }, (_, index) => ({ artistId: artist.id, title: `Song ${index}` }));
  await client.tracks.createMany({ tracks });
  const files = ['A', 'B', 'C'].map((name) =>
    sales(...[1, 2, 3].map((n) => `2026-03-01,2026-01,Spotify,X,${name} ${n},,10,US,0.1`)),
  );
  const ended = await Promise.all([
    ...files.map((file, index) => client.imports.run({ fileName: `${index}.csv` }, file)),
    ...[1, 2, 3, 4].map((n) => client.tracks.create({ artistId: artist.id, title: `Single ${n}` }).catch(() => null)),
  ]);
  expect(ended.length).toBe(7);
  const { items } = await client.billing.getUsage();
  const used = items.find(({ resource }) => resource === 'tracks')?.used ?? 0;
  expect(used).toBeGreaterThan(497);
  expect(used).toBeLessThanOrEqual(500);
});

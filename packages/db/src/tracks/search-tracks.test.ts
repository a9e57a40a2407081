import { beforeAll, expect, test } from 'vitest';
import { insertArtist } from '../artists/store.ts';
import { withTenant } from '../core/tenant.ts';
import { explainAsTenant } from '../testing/explain.ts';
import { asTenant, createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { deleteTrack } from './delete-track.ts';
import { searchTracks } from './search-tracks.ts';
import { insertTrack } from './store.ts';

const { owner, ownerUrl, postgres } = await openTestDatabase();
const [me] = await owner<{ superuser: boolean }[]>`
  select rolsuper as superuser from pg_roles where rolname = current_user`;
let ours: { organizationId: string };
let theirs: { organizationId: string };

async function addTracks(tenant: { organizationId: string }, catalogue: Record<string, string[]>): Promise<void> {
  const { organizationId } = tenant;
  await withTenant(postgres, tenant, async (tx) => {
    for (const [name, titles] of Object.entries(catalogue)) {
      const artist = await insertArtist(tx, { organizationId, name, spotifyId: null, origin: 'manual' });
      for (const title of titles)
        await insertTrack(tx, { organizationId, artistId: artist.id, title, origin: 'manual' });
    }
  });
}

beforeAll(async () => {
  [ours, theirs] = [await createOrganization(postgres), await createOrganization(postgres)];
  await addTracks(ours, {
    'Sigur Rós': ['Svefn-g-englar', 'Hoppípolla'],
    'Luna Ray': ['Velvet Rain', 'Velvet Rain (Live)', 'Café del Mar', 'ﬁrst light'],
    Μίνα: ['Καλημέρα'],
  });
  await addTracks(theirs, { 'Luna Ray': ['Velvet Rain, theirs'] });
});

const search = (text: string, tenant = ours) =>
  withTenant(postgres, tenant, async (tx) => (await searchTracks(tx, text, 10)).map(({ track }) => track.title));

test('the exact title comes first, what contains it after', async () => {
  expect(await search('velvet rain')).toEqual(['Velvet Rain', 'Velvet Rain (Live)']);
});

test.each([
  ['a missing letter', 'velvt rain', 'Velvet Rain'],
  ['swapped letters', 'vevlet rain', 'Velvet Rain'],
  ['a missing accent', 'hoppipolla', 'Hoppípolla'],
  ['an accent too many', 'càfe dël mar', 'Café del Mar'],
  ['a ligature', 'first light', 'ﬁrst light'],
  ['the artist instead of the title', 'sigur ros', 'Hoppípolla'],
  ['title and artist together', 'velvet rain luna', 'Velvet Rain'],
  ['other letters than Latin ones', 'καλημερα', 'Καλημέρα'],
])('%s still finds the track', async (_, text, title) => {
  expect(await search(text)).toContain(title);
});

test('the start of a word is enough', async () => {
  expect(await search('velv')).toContain('Velvet Rain');
});

test.each(['', '   ', 'zzzzqqqq', "'; drop table tracks; --", '%', '\\'])('nothing is found for %j', async (text) => {
  expect(await search(text)).toEqual([]);
});

test('another organization’s tracks are not found, and outside of any nothing is', async () => {
  expect(await search('velvet rain', theirs)).toEqual(['Velvet Rain, theirs']);
  expect(await postgres.app`select * from search_tracks('velvet rain', 10)`).toEqual([]);
});

test('a deleted track is not found, and a renamed artist is', async () => {
  await addTracks(ours, { 'Old Name': ['Ephemeral'] });
  const [found] = await withTenant(postgres, ours, (tx) => searchTracks(tx, 'ephemeral', 1));
  await asTenant(
    postgres,
    ours.organizationId,
    (tx) => tx`update artists set name = 'Brandnew' where name = 'Old Name'`,
  );
  expect(await search('brandnew')).toEqual(['Ephemeral']);
  await withTenant(postgres, ours, (tx) => deleteTrack(tx, found?.track.id ?? ''));
  expect(await search('ephemeral')).toEqual([]);
});

test.skipIf(!me?.superuser)(
  'the trigram index serves the search although row policies hold (as a superuser)',
  async () => {
    let organizationId = '';
    for (let tenant = 0; tenant < 8; tenant += 1) {
      organizationId = (await createOrganization(postgres)).organizationId;
      await asTenant(postgres, organizationId, async (tx) => {
        await tx`insert into artists (organization_id, name) values (${organizationId}, 'Many')`;
        await tx`insert into tracks (organization_id, artist_id, title, artist)
        select ${organizationId}, a.id, 'song ' || md5(n::text), 'Many' from artists a, generate_series(1, 5000) n`;
      });
    }
    // VACUUM also empties the pending list of the index, which the planner counts.
    await owner`vacuum (analyze) tracks`;
    const statement = "select t.title from search_tracks('velvet rain', 20) s join tracks t on t.id = s.id";
    const plans = await explainAsTenant(ownerUrl, organizationId, statement);
    expect(plans).toMatch(
      /Bitmap Index Scan on tracks_search_idx[^\n]*\n\s+Index Cond: \(\(organization_id = .*search_text %> /,
    );
    expect(plans).not.toMatch(/Seq Scan on tracks/);
    // The reason for the function: the same condition under the tenant's policies cannot use the index.
    const plain = "select title from tracks where 'velvet rain' <% search_text";
    expect(await explainAsTenant(ownerUrl, organizationId, plain)).not.toMatch(/Index Cond: .*search_text/);
  },
);

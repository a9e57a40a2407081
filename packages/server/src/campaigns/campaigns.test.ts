import { ConflictError, NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();

test('a campaign is planned as a draft in the organization’s currency unless another is given', async () => {
  const { client } = await organization();
  const campaign = await client.campaigns.create({ name: 'Release week', budgetMinor: 50_000 });
  expect(campaign).toMatchObject({
    status: 'draft',
    origin: 'manual',
    budgetMinor: 50_000,
    currency: 'EUR',
    version: 1,
  });
  expect(await client.campaigns.get({ id: campaign.id })).toEqual(campaign);
});

test('a campaign for a track is one for its artist', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const campaign = await client.campaigns.create({ name: 'Push', trackId: track.id });
  expect(campaign).toMatchObject({ artistId: artist.id, trackId: track.id });
});

test('an end before the start is refused, and the error points to the end', async () => {
  const { client } = await organization();
  const error = await errorOf(client.campaigns.create({ name: 'x', startDate: '2026-03-02', endDate: '2026-03-01' }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'endDate' }] } });
});

test('lists are filtered by status and origin', async () => {
  const { client } = await organization();
  const draft = await client.campaigns.create({ name: 'Draft' });
  expect((await client.campaigns.list({ status: 'draft', origin: 'manual' })).items).toEqual([draft]);
  expect((await client.campaigns.list({ status: 'active' })).items).toEqual([]);
  expect((await client.campaigns.list({ origin: 'import' })).items).toEqual([]);
});

test('an update with a stale version is a conflict that carries the current row', async () => {
  const { client } = await organization();
  const before = await client.campaigns.create({ name: 'Before' });
  const after = await client.campaigns.update({ id: before.id, version: before.version, name: 'After' });
  expect(after).toMatchObject({ name: 'After', version: 2 });
  const error = await errorOf(client.campaigns.update({ id: before.id, version: before.version, name: 'Late' }));
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ code: 'stale_version', details: { current: after } });
});

test('null takes a link away and an absent field leaves it alone', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const linked = await client.campaigns.create({ name: 'x', artistId: artist.id });
  const renamed = await client.campaigns.update({ id: linked.id, version: 1, name: 'y' });
  expect(renamed.artistId).toBe(artist.id);
  expect((await client.campaigns.update({ id: linked.id, version: 2, artistId: null })).artistId).toBeNull();
});

test('of many updates at once with one version, exactly one wins', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'x' });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => client.campaigns.update({ id, version: 1, name: `name ${index}` })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await client.campaigns.get({ id })).version).toBe(2);
});

test('neither artist, track nor campaign of another organization can be linked or changed', async () => {
  const [mine, other] = [await organization(), await organization()];
  const artist = await other.client.artists.create({ name: 'One' });
  const track = await other.client.tracks.create({ artistId: artist.id, title: 'Song' });
  const theirs = await other.client.campaigns.create({ name: 'Theirs' });
  const own = await mine.client.campaigns.create({ name: 'Own' });
  for (const call of [
    () => mine.client.campaigns.create({ name: 'x', artistId: artist.id }),
    () => mine.client.campaigns.create({ name: 'x', trackId: track.id }),
    () => mine.client.campaigns.update({ id: own.id, version: 1, artistId: artist.id }),
    () => mine.client.campaigns.update({ id: theirs.id, version: 1, name: 'Taken' }),
    () => mine.client.reports.campaign({ campaignId: theirs.id }),
  ]) {
    expect(await errorOf(call())).toBeInstanceOf(NotFoundError);
  }
  expect((await other.client.campaigns.get({ id: theirs.id })).name).toBe('Theirs');
});

test('a new campaign warns where its organization decided, and no later than it stops', async () => {
  const { client } = await organization();
  const { version } = (await client.organizations.me()).organization;
  expect(await client.campaigns.create({ name: 'Before' })).toMatchObject({ warnPercent: 80, stopPercent: 100 });
  await client.organizations.update({ version, settings: { budgetWarningPercent: 65 } });
  expect(await client.campaigns.create({ name: 'After' })).toMatchObject({ warnPercent: 65 });
  expect(await client.campaigns.create({ name: 'Own', warnPercent: null })).toMatchObject({ warnPercent: null });
  const early = await client.campaigns.create({ name: 'Early stop', stopPercent: 50 });
  expect(early).toMatchObject({ warnPercent: 50, stopPercent: 50 });
});

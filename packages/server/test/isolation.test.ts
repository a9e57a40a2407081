import { afterAll, expect, test } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { startFakeMeta } from '../src/providers/fakes.ts';
import { type ForeignValues, foreignValues } from './isolation/foreign-values.ts';
import { addArtist, furnished } from './isolation/furnish.ts';
import { inputsWith, type OwnIds, placesOf, type Sent } from './isolation/inputs.ts';
import { storedOf } from './stored.ts';
import { errorOf, openTestServer, type TestOrganization } from './support.ts';
import { callPlainly, callProcedure, procedures, uuidsInText, type Walked } from './walk.ts';

// Without ads there is nothing to fetch: what numbers look like is furnished by files.
const meta = await startFakeMeta({ ads: { campaigns: 0, adSets: 0, ads: 0 } });
afterAll(meta.close);
const providers = { meta: { ...meta.app, graphUrl: meta.url, dialogUrl: meta.url } };
const { server, organization, person, makeStaff } = await openTestServer({ providers });
const tools = { organization, person, makeStaff, meta };

const { services } = server;

/** Once nothing is on its way from the outbox any more, what an organization has in both stores. */
async function settled(organizationId: string): Promise<string[]> {
  services.wakeOutbox();
  for (;;) {
    const [open] = await services.postgres.worker<{ count: number }[]>`
      select count(*)::int from outbox where organization_id = ${organizationId} and dispatched_at is null`;
    if (open?.count === 0) return storedOf(services, organizationId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ids as they stand in rows; those of documents are made from them. */
const idsOf = (stored: readonly string[]): Set<string> =>
  new Set(
    stored.filter((text) => !text.includes('"$binary"')).flatMap((text) => [...text.matchAll(uuidsInText)].flat()),
  );

interface Foreign {
  /** What no answer may contain. */
  ids: ReadonlySet<string>;
  /** What is sent. */
  values: ForeignValues;
}

/** Makes calls by both faces in turn, and finds in no answer what the caller must not know. */
async function call(walked: Walked, inputs: readonly Sent[], { ids }: Foreign, headers: Record<string, string>) {
  for (const [index, { input, repeated }] of inputs.entries()) {
    const send = index % 2 === 0 ? callProcedure : callPlainly;
    const { status, body } = await send(server.url, walked, input, headers);
    expect(status, `${walked.path} with ${JSON.stringify(input)}`).toBeLessThan(500);
    // An error repeats the id that it was asked for; an answer must not know it.
    if (status >= 400) continue;
    for (const [leaked] of body.matchAll(uuidsInText))
      if (!repeated.includes(leaked))
        expect(ids.has(leaked), `${walked.path} leaked ${leaked} for ${JSON.stringify(input)}`).toBe(false);
  }
}

/** Where there are many, a key and a session send half of them each, and of its half each face takes every other one. */
const shareOf = (inputs: readonly Sent[], by: 'key' | 'session'): Sent[] =>
  inputs.filter((_, at) => rounds.everyIdentifier || inputs.length <= 8 || at % 4 < 2 === (by === 'key'));

const other = await furnished(tools);
await addArtist(other, 'Emil');
const before = await settled(other.id);

/** A cursor of each list that has a second page for the other organization. */
async function foreignCursor(walked: Walked): Promise<string[]> {
  if (!placesOf(walked).some(({ kind }) => kind === 'cursor')) return [];
  const headers = { authorization: `Bearer ${other.apiKey}` };
  const input = { ...(walked.procedure.example as object), limit: 1 };
  const { body } = await callPlainly(server.url, walked, input, headers);
  const cursor = /"nextCursor":"([^"]+)"/.exec(body)?.[1];
  return cursor === undefined ? [] : [cursor];
}

const values = foreignValues(before, rounds.everyIdentifier);
const foreign: Foreign = { ids: idsOf(before), values };

/** Things of the caller's own, for calls that name them beside somebody else's. */
async function ownThings({ client }: TestOrganization): Promise<OwnIds> {
  const artist = await client.artists.create({ name: 'Own' });
  const [track, campaign, audience] = await Promise.all([
    client.tracks.create({ artistId: artist.id, title: 'Own song' }),
    client.campaigns.create({ name: 'Own campaign', artistId: artist.id }),
    client.audiences.create({ name: 'Own people', kind: 'list' }),
  ]);
  const ids = { artist, track, campaign, audience };
  return new Map(
    Object.entries(ids).flatMap(
      ([name, { id }]) =>
        [
          [`${name}Id`, id],
          [`${name}s.id`, id],
        ] as const,
    ),
  );
}

/** Whether an input has room for something of the caller's own beside what is another's. */
const namesSeveral = (walked: Walked): boolean => placesOf(walked).length > 1;

test('the walked organization has something in every kind of place that can be filled over the API', () => {
  const places = new Set(before.map((text) => text.split(' ')[0]));
  for (const place of [
    'artists',
    'tracks',
    'campaigns',
    'ad_accounts',
    'imports',
    'api_keys',
    'support_accesses',
    'invitations',
    'audiences',
    'audience_members',
    'audience_uploads',
    'audience_upload_rows',
    'audience_insights',
    'notifications',
    'notification_preferences',
    'campaign_metrics',
    'campaign_goals',
    'campaign_links',
    'campaign_templates',
    'ad_account_syncs',
    'campaign_reports',
    'report_shares',
    'report_schedules',
    'integrations',
    'integration_accounts',
    'connection_attempts',
    'platform_changes',
    'audience_deliveries',
    'webhook_endpoints',
    'webhook_events',
    'webhook_deliveries',
  ])
    expect(places).toContain(place);
  expect(foreign.ids.size).toBeGreaterThan(8);
  expect(values.id.length).toBeGreaterThan(20);
  for (const kind of ['email', 'slug', 'external'] as const) expect(values[kind], kind).not.toEqual([]);
});

test.each(procedures)('by key $path reads and writes nothing of another organization', async (walked) => {
  const mine = await organization();
  const own: OwnIds = namesSeveral(walked) ? await ownThings(mine) : new Map();
  const cursor = await foreignCursor(walked);
  const headers = { authorization: `Bearer ${mine.apiKey}` };
  await call(walked, shareOf(inputsWith(walked, { ...values, cursor }, own), 'key'), foreign, headers);
  expect(await settled(other.id)).toEqual(before);
});

test.each(procedures)('by session $path reads and writes nothing of another organization', async (walked) => {
  const mine = await organization();
  const own: OwnIds = namesSeveral(walked) ? await ownThings(mine) : new Map();
  const { session } = await person({ organization: mine, role: 'owner' });
  const cursor = await foreignCursor(walked);
  const inputs = shareOf(inputsWith(walked, { ...values, cursor }, own), 'session');
  await call(walked, inputs, foreign, { authorization: `Bearer ${session}` });
  // Who names an organization without being in it is refused whatever the input is.
  for (const named of [other.id, ...values.slug])
    await call(walked, inputs.slice(0, 2), foreign, { authorization: `Bearer ${session}`, 'x-organization': named });
  expect(await settled(other.id)).toEqual(before);
});

const shared = await furnished(tools);
const theirs = await addArtist(shared, 'Berta');
const mineOnly = await addArtist(shared, 'Clara');
const hiddenIds = Object.values(theirs);
const hidden: Foreign = {
  ids: new Set(hiddenIds),
  values: { id: hiddenIds, mentioned: [], email: [], slug: [], cursor: [], external: [] },
};

test('a member restricted to an artist works with that artist, and is told where that ends', async () => {
  const { client } = await person({ organization: shared, role: 'admin', artistIds: [mineOnly.artist] });
  expect((await client.artists.list()).items.map(({ id }) => id)).toEqual([mineOnly.artist]);
  expect((await client.campaigns.list()).items.map(({ id }) => id)).toEqual([mineOnly.campaign]);
  const track = await client.tracks.create({ artistId: mineOnly.artist, title: 'One more' });
  expect((await client.tracks.list()).items.map(({ id }) => id)).toEqual([track.id, mineOnly.track]);
  const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId: mineOnly.artist });
  expect(days).toHaveLength(1);
  const beyond: (() => PromiseLike<unknown>)[] = [
    () => client.artists.create({ name: 'New' }),
    () => client.campaigns.create({ name: 'Of no artist' }),
    () => client.imports.create({ fileName: 'campaigns.csv' }),
    () => client.reports.overview(),
  ];
  for (const call of beyond) expect(await errorOf(call())).toMatchObject({ code: 'restricted', status: 403 });
  const foreignTrack = client.tracks.create({ artistId: theirs.artist, title: 'Not mine' });
  expect(await errorOf(foreignTrack)).toMatchObject({ code: 'not_found' });
});

test.each(procedures)(
  'a member restricted to other artists reads and changes nothing through $path',
  async (walked) => {
    const member = await person({ organization: shared, role: 'admin', artistIds: [mineOnly.artist] });
    const rowsOf = async () => (await settled(shared.id)).filter((text) => hiddenIds.some((id) => text.includes(id)));
    const rowsBefore = await rowsOf();
    expect(rowsBefore.length).toBeGreaterThan(0);
    const own = new Map([
      ['artistId', mineOnly.artist],
      ['trackId', mineOnly.track],
      ['campaignId', mineOnly.campaign],
    ]);
    await call(walked, inputsWith(walked, hidden.values, own), hidden, { authorization: `Bearer ${member.session}` });
    expect(await rowsOf()).toEqual(rowsBefore);
  },
);

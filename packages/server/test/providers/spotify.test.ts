import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeSpotify, startFakeSpotify } from '../../src/providers/fakes.ts';
import { createSpotifyClient } from '../../src/providers/index.ts';
import { SpotifyAlbum, SpotifyArtist, SpotifyTrack } from '../../src/providers/spotify/content.ts';
import { refusalOf } from './open-meta.ts';

const dataDir = process.env.REAL_DATA_DIR;
const withRecordings = test.skipIf(dataDir === undefined);

async function open() {
  const fake = await startFakeSpotify();
  afterAll(fake.close);
  const { clientId, clientSecret } = fake.app;
  const settings = { apiUrl: fake.url, accountsUrl: fake.url, clientId, clientSecret, clock: () => new Date() };
  const grant = fake.state.openGrant('someone', []);
  const { token } = fake.state.issueAccess(grant);
  return { fake, token, client: createSpotifyClient({ ...settings, timeoutMs: 5000 }) };
}

const ask = (fake: FakeSpotify, token: string, path: string) =>
  fetch(`${fake.url}/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });

test('a track, an album and an artist are found by what a person pastes, with artwork and a link back', async () => {
  const { client, token } = await open();
  const track = await client.resolveLink(token, 'https://open.spotify.com/intl-de/track/1aTrackOnItsSingle0001?si=x');
  expect(track).toMatchObject({ kind: 'track', name: 'First light', isrc: 'QZABC2600001', durationMs: 201_000 });
  expect(track.link).toBe('https://open.spotify.com/track/1aTrackOnItsSingle0001');
  expect(track.artwork[0]).toMatchObject({ width: 640 });
  const album = await client.resolveLink(token, 'spotify:album:2anAlbumOfManyTracks01');
  expect(album).toMatchObject({ kind: 'album', name: 'Morning', upc: '198000000012', releaseDate: '2026-09-01' });
  const artist = await client.resolveLink(token, 'https://open.spotify.com/artist/3anotherArtist00000001');
  expect(artist).toMatchObject({ kind: 'artist', name: 'Another Sample Artist' });
});

test('an ISRC finds every track of the recording and nothing else', async () => {
  const { client, token } = await open();
  const found = await client.findByIsrc(token, 'QZABC2600001');
  expect(found.map(({ id }) => id)).toEqual(['1aTrackOnItsSingle0001', '1aTrackOnItsAlbum00001']);
  expect(await client.findByIsrc(token, 'QZABC2699999')).toEqual([]);
});

test('what isn’t there, and what is no link of Spotify, is told apart', async () => {
  const { client, token } = await open();
  const missing = client.resolveLink(token, 'spotify:track:0000000000000000000000');
  expect(await refusalOf(missing)).toMatchObject({ kind: 'permanent', reason: 'not_found' });
  for (const pasted of [
    'https://example.com/track/1aTrackOnItsSingle0001',
    'spotify:playlist:1aTrackOnItsSingle0001',
    '',
  ])
    expect(await refusalOf(client.resolveLink(token, pasted)), pasted).toMatchObject({ reason: 'no_link' });
});

test('a rate limit says how many seconds to wait; a quota that is used up is another thing', async () => {
  const { fake, client, token } = await open();
  fake.state.callsPer30Seconds = 1;
  await client.getPerson(token);
  const limited = await refusalOf(client.getPerson(token));
  expect(limited).toMatchObject({ kind: 'throttled', reason: 'rate_limited' });
  expect(limited.retryAfterMs).toBeGreaterThan(0);
  fake.clock.advance({ seconds: 31 });
  await client.getPerson(token);
  fake.state.quotaLeft = 0;
  const used = await refusalOf(client.getPerson(token));
  expect(used).toMatchObject({ kind: 'throttled', reason: 'quota_exceeded', retryAfterMs: 86_400_000 });
});

test('HTML, silence, a cut answer, a redirect and an error of status 200 are told as what they are', async () => {
  const { fake, client, token } = await open();
  const on = /GET \/v1\/me/;
  const other = await open();
  const before = other.fake.requests.length;
  for (const [fault, reason] of [
    [{ kind: 'html' }, 'not_json'],
    [{ kind: 'cut' }, 'cut_short'],
    [{ kind: 'redirect', to: `${other.fake.url}/v1/me` }, 'redirected'],
    [
      { kind: 'answer', status: 200, body: { error: { status: 401, message: 'The access token expired' } } },
      'token_expired',
    ],
    [{ kind: 'answer', status: 503, body: {} }, 'try_again'],
  ] as const) {
    fake.fail({ on, fault });
    expect(await refusalOf(client.getPerson(token)), fault.kind).toMatchObject({ reason });
  }
  expect(other.fake.requests.length).toBe(before);
});

const removedPaths = [
  'tracks?ids=1aTrackOnItsSingle0001',
  'albums?ids=2anAlbumOfManyTracks01',
  'artists?ids=3anotherArtist00000001',
  'artists/3anotherArtist00000001/top-tracks',
  'artists/3anotherArtist00000001/related-artists',
  'browse/categories',
  'browse/new-releases',
  'browse/featured-playlists',
  'markets',
  'users/someone',
  'users/someone/playlists',
  'recommendations',
  'recommendations/available-genre-seeds',
  'audio-features/1aTrackOnItsSingle0001',
  'audio-analysis/1aTrackOnItsSingle0001',
];

test.for(removedPaths)('/%s was removed and has no address', async (path) => {
  const { fake, token } = await open();
  expect((await ask(fake, token, path)).status).toBe(404);
});

const removedFields: Record<string, string[]> = {
  track: ['popularity', 'available_markets', 'linked_from', 'preview_url'],
  album: ['popularity', 'label', 'album_group', 'available_markets'],
  artist: ['popularity', 'followers'],
};

/** The members of an object by the type that its `type` names, those inside it included. */
function membersByType(value: unknown, found: Map<string, Set<string>> = new Map()): Map<string, Set<string>> {
  if (Array.isArray(value)) for (const item of value) membersByType(item, found);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string' && 'uri' in value) {
      const names = found.get(value.type) ?? new Set();
      for (const name of Object.keys(value)) names.add(name);
      found.set(value.type, names);
    }
    for (const member of Object.values(value)) membersByType(member, found);
  }
  return found;
}

const pairs = [
  ['track', 'tracks/1aTrackOnItsSingle0001', SpotifyTrack],
  ['album', 'albums/2anAlbumOfManyTracks01', SpotifyAlbum],
  ['artist', 'artists/3anotherArtist00000001', SpotifyArtist],
] as const;

test('no removed field is answered anywhere', async () => {
  const { fake, token } = await open();
  for (const [, path] of pairs) {
    for (const [type, members] of membersByType(await (await ask(fake, token, path)).json()))
      for (const field of removedFields[type] ?? []) expect([...members], `${path}: ${type}`).not.toContain(field);
  }
  const me = z.record(z.string(), z.unknown()).parse(await (await ask(fake, token, 'me')).json());
  for (const field of ['country', 'email', 'product', 'followers']) expect(me).not.toHaveProperty(field);
});

withRecordings.for(pairs)(
  'a recorded %s and the fake’s are read by one schema and have the same members, less the removed ones',
  async ([kind, path, schema]) => {
    const recorded: unknown = JSON.parse(readFileSync(join(dataDir ?? '', 'spotify-web-api', `${kind}.json`), 'utf8'));
    const { fake, token } = await open();
    const faked: unknown = await (await ask(fake, token, path)).json();
    expect(schema.safeParse(recorded).error).toBeUndefined();
    expect(schema.safeParse(faked).error).toBeUndefined();
    const less = (value: unknown) =>
      Object.keys(z.record(z.string(), z.unknown()).parse(value))
        .filter((name) => !removedFields[kind]?.includes(name))
        .toSorted();
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(faked)).toSorted()).toEqual(less(recorded));
  },
);

withRecordings('recorded refusals are the fake’s too', async () => {
  const Recorded = z.array(z.object({ http_status: z.number(), body: z.record(z.string(), z.unknown()) }));
  const all = Recorded.parse(JSON.parse(readFileSync(join(dataDir ?? '', 'spotify-web-api', 'errors.json'), 'utf8')));
  const { fake, client, token } = await open();
  for (const { http_status: status, body } of all.filter(({ body }) => typeof body.error === 'object')) {
    fake.fail({ on: /GET \/v1\/me/, fault: { kind: 'answer', status, body } });
    expect(await refusalOf(client.getPerson(token))).toMatchObject({ status, code: String(status) });
  }
  const missing: unknown = await (await ask(fake, token, 'tracks/0000000000000000000000')).json();
  const real = all.find(({ http_status }) => http_status === 404);
  expect(Object.keys(z.object({ error: z.record(z.string(), z.unknown()) }).parse(missing).error).toSorted()).toEqual(
    Object.keys(z.record(z.string(), z.unknown()).parse(real?.body.error)).toSorted(),
  );
});

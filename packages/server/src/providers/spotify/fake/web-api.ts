import { type Context, Hono } from 'hono';
import { albumOf, artistOf, trackOf } from './catalogue.ts';
import type { FakeSpotifyState } from './state.ts';

type Api = Hono<{ Variables: { personId: string } }>;

const refusal = (status: number, message: string, more: Record<string, string> = {}) => ({
  error: { status, message, ...more },
});
const notFound = (c: Context) => c.json(refusal(404, 'Resource not found'), 404);
const invalidId = (c: Context) => c.json(refusal(400, 'Invalid base62 id'), 400);

/** A rolling window of 30 seconds, and a quota of the developer's account. */
function limit(state: FakeSpotifyState, c: Context): Response | null {
  const now = state.clock.now().getTime();
  state.calls = state.calls.filter((at) => at > now - 30_000);
  if (state.quotaLeft <= 0)
    return c.json(refusal(429, 'Quota exceeded', { reason: 'QUOTA_EXCEEDED' }), 429, { 'retry-after': '86400' });
  const [oldest] = state.calls;
  if (oldest !== undefined && state.calls.length >= state.callsPer30Seconds) {
    const seconds = Math.ceil((oldest + 30_000 - now) / 1000);
    return c.json(refusal(429, 'API rate limit exceeded'), 429, { 'retry-after': String(seconds) });
  }
  state.calls.push(now);
  state.quotaLeft -= 1;
  return null;
}

function authenticate(state: FakeSpotifyState, api: Api): void {
  api.use(async (c, next) => {
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const access = given === undefined ? undefined : state.accessTokens.get(given);
    const refuse = (message: string) => c.json(refusal(401, message), 401);
    if (given === undefined) return refuse('No token provided');
    if (!access || access.grant.revoked) return refuse('Invalid access token');
    if (access.expiresAt <= state.clock.now()) return refuse('The access token expired');
    const limited = limit(state, c);
    if (limited) return limited;
    c.set('personId', access.grant.personId);
    return next();
  });
}

/** What is left of the Web API in development mode; everything that was removed has no address. */
export function webApi(state: FakeSpotifyState): Api {
  const api: Api = new Hono();
  authenticate(state, api);

  api.get('/me', (c) => {
    const id = c.get('personId');
    return c.json({
      display_name: state.people.get(id)?.displayName ?? null,
      external_urls: { spotify: `https://open.spotify.com/user/${id}` },
      href: `https://api.spotify.com/v1/users/${id}`,
      id,
      images: [],
      type: 'user',
      uri: `spotify:user:${id}`,
    });
  });

  const one = <Answer extends object>(
    kind: string,
    idOf: keyof FakeSpotifyState['songs'][number],
    answer: (song: FakeSpotifyState['songs'][number]) => Answer,
  ) =>
    api.get(`/${kind}/:id`, (c) => {
      const id = c.req.param('id');
      if (!/^[0-9A-Za-z]{22}$/.test(id)) return invalidId(c);
      const song = state.songs.find((known) => known[idOf] === id);
      return song ? c.json(answer(song)) : notFound(c);
    });
  one('tracks', 'trackId', trackOf);
  one('albums', 'albumId', albumOf);
  one('artists', 'artistId', artistOf);

  api.get('/search', (c) => {
    const { q = '', type = '', limit: asked = '5' } = c.req.query();
    if (type !== 'track') return c.json(refusal(400, 'This stand-in searches for tracks'), 400);
    if (Number(asked) > 10) return c.json(refusal(400, 'Invalid limit'), 400);
    const isrc = /^isrc:(\w+)$/i.exec(q)?.[1]?.toUpperCase();
    const found = state.songs.filter((song) =>
      isrc === undefined ? song.name.toLowerCase().includes(q.toLowerCase()) : song.isrc === isrc,
    );
    const items = found.slice(0, Number(asked)).map(trackOf);
    const href = `https://api.spotify.com/v1/search?q=${encodeURIComponent(q)}&type=track`;
    const page = { href, items, limit: Number(asked), next: null, offset: 0, previous: null, total: found.length };
    return c.json({ tracks: page });
  });

  return api;
}

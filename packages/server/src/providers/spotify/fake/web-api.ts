import { Hono } from 'hono';
import type { FakeSpotifyState } from './state.ts';

/** What is left of the Web API in development mode; everything that was removed has no address. */
export function webApi(state: FakeSpotifyState): Hono<{ Variables: { personId: string } }> {
  const api = new Hono<{ Variables: { personId: string } }>();

  api.use(async (c, next) => {
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const access = given === undefined ? undefined : state.accessTokens.get(given);
    const refuse = (message: string) => c.json({ error: { status: 401, message } }, 401);
    if (given === undefined) return refuse('No token provided');
    if (!access || access.grant.revoked) return refuse('Invalid access token');
    if (access.expiresAt <= state.clock.now()) return refuse('The access token expired');
    c.set('personId', access.grant.personId);
    return next();
  });

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

  return api;
}

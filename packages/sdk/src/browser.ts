import { SongTrackPro } from './client.ts';
import type { ClientOptions } from './core/options.ts';

/** How a page reaches SongTrackPro. An API key has no place in one: everybody who opens the page could read it. */
export interface BrowserOptions extends Omit<ClientOptions, 'apiKey' | 'session' | 'baseUrl' | 'credentials'> {
  /** Where the server is; the page’s own origin unless given. */
  baseUrl?: string;
  /**
   * Answers the token of the session, and a new one when the server refuses the last: it is asked once, however many calls
   * wait. Without it the session is the cookie that a sign-in with `transport: 'cookie'` sets.
   */
  token?: () => string | Promise<string>;
}

/** Empty outside of a page, where the client then asks for an address. */
const pageOrigin = (): string => (globalThis as { location?: { origin: string } }).location?.origin ?? '';

/**
 * A client for a page, of the person who is signed in there. When somebody else signs in, make a new one.
 *
 * @example
 * const client = createClient({ token: async () => (await fetch('/my-session')).text() });
 * const { organization } = await client.organizations.me();
 */
export function createClient({ token, baseUrl = pageOrigin(), ...options }: BrowserOptions): SongTrackPro {
  return new SongTrackPro({
    ...options,
    baseUrl,
    ...(token ? { session: token } : { credentials: 'include' as const }),
  });
}

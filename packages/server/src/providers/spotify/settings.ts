import type { Clock } from '../../core/clock.ts';

export interface SpotifySettings {
  /** Where the API is; a fake's address in tests and with `dev --fakes`. */
  apiUrl: string;
  /** Where a person is sent to grant access, and where tokens come from. */
  accountsUrl: string;
  clientId: string;
  /** Null for an app without one, which PKCE alone proves. */
  clientSecret: string | null;
  clock: Clock;
  fetch?: typeof fetch;
  /** Longest wait for one answer; 60 seconds unless given. */
  timeoutMs?: number;
}

export const spotifyUrls = { apiUrl: 'https://api.spotify.com', accountsUrl: 'https://accounts.spotify.com' } as const;

/** A refresh token ends this long after the person granted access, however often it was used. */
export const spotifyGrantMonths = 6;

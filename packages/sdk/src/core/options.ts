import type { ClientHooks } from './hooks.ts';

/**
 * A secret, or a function that answers one. The function is asked before the first call, and once more for all calls that
 * are under way when the server says that the secret no longer holds.
 */
export type Token = string | (() => string | Promise<string>);

/** How to reach SongTrackPro. */
export interface ClientOptions {
  /** API key, or a function that answers one. Programs use keys. */
  apiKey?: Token;
  /** Token of a signed-in person's session, or a function that answers one; instead of `apiKey`. */
  session?: Token;
  /** Id or slug of the organization that a person means; their home organization unless given. A key has its own. */
  organization?: string;
  /** Where the server is, for example `http://127.0.0.1:4000`. */
  baseUrl: string;
  /** Used instead of the platform's fetch, for example one that goes through a proxy. */
  fetch?: typeof globalThis.fetch;
  /** Whether a browser sends cookies to the server; only to its own origin unless given. */
  credentials?: RequestInit['credentials'];
  /** Milliseconds until one try of a call gives up; 30,000 unless given. */
  timeoutMs?: number;
  /** How often a call is sent again when no answer came, a store was away or a limit was used up; 2 unless given. */
  retries?: number;
  /** Sends queries that are made at the same moment as one request; its answer comes when the slowest is ready. */
  batch?: boolean;
  /** Told of every request, for a log. */
  hooks?: ClientHooks;
}

/** What one call may decide for itself; always the last argument. */
export interface CallOptions {
  /** Ends the call from outside. */
  signal?: AbortSignal;
  /** Milliseconds until one try of this call gives up. */
  timeoutMs?: number;
  /** How often this call is sent again. */
  retries?: number;
  /** Id or slug of the organization that this call means, for a person of several. */
  organization?: string;
  /** The caller's own name for a mutation: repeating it within a day repeats the answer and not the effect. */
  idempotencyKey?: string;
}

/** A secret, or a function that answers one for each call. */
export type Token = string | (() => string | Promise<string>);

/** How to reach SongTrackPro. */
export interface ClientOptions {
  /** API key, or a function that answers one for each call. Programs use keys. */
  apiKey?: Token;
  /** Token of a signed-in person's session, or a function that answers one for each call; instead of `apiKey`. */
  session?: Token;
  /** Id or slug of the organization that a person means; their home organization unless given. A key has its own. */
  organization?: string;
  /** Where the server is, for example `http://127.0.0.1:4000`. */
  baseUrl: string;
  /** Used instead of the platform's fetch. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds until a call gives up; 30,000 unless given. */
  timeoutMs?: number;
  /** How often a call is repeated when no answer came, a store was away or a limit was used up; 2 unless given. */
  retries?: number;
}

/** What one call may decide for itself; always the last argument. */
export interface CallOptions {
  /** Ends the call from outside. */
  signal?: AbortSignal;
  /** Milliseconds until this call gives up. */
  timeoutMs?: number;
  /** The caller's own name for a mutation: repeating it within a day repeats the answer and not the effect. */
  idempotencyKey?: string;
}

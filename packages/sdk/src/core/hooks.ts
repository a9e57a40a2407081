import type { SongTrackProError } from './errors.ts';

/** One request of a call. It names neither inputs nor secrets, so it may be logged as it is. */
export interface HookRequest {
  /** The procedure, for example `campaigns.list`, or the path of a file or stream; a batch names all of its procedures. */
  call: string;
  method: string;
  /** The same over all repetitions of a mutation; null for a query. */
  idempotencyKey: string | null;
}

export interface HookAnswer extends HookRequest {
  /** Null where no answer came. */
  status: number | null;
  /** The server's own id of the request, as its log has it. */
  requestId: string | null;
  durationMs: number;
}

export interface HookRetry {
  call: string;
  /** Why the call is sent again. */
  error: SongTrackProError;
  /** 1 for the first repetition. */
  attempt: number;
  waitMs: number;
}

/** What a hook throws is dropped: a log that fails must not fail the call. */
export interface ClientHooks {
  /** Before a request is sent. */
  onRequest?(request: HookRequest): void;
  /** As soon as an answer begins, or none came. */
  onAnswer?(answer: HookAnswer): void;
  /** Before the wait for a repetition, or for a new connection of a subscription. */
  onRetry?(retry: HookRetry): void;
}

export function tell<Info>(hook: ((info: Info) => void) | undefined, info: Info): void {
  try {
    hook?.(info);
  } catch {
    // Said above.
  }
}

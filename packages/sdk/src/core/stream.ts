import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ConnectionError, fromAnswer, fromSilence, RateLimitError } from './errors.ts';
import type { CallOptions } from './options.ts';
import { pause } from './retry.ts';
import { errorDataOf } from './wire-error.ts';

/** Opens the stream's address; `lastEventId` is where to go on. */
export type OpenStream = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A stream says every 15 seconds that it is alive. */
const silenceMs = 45_000;

type Message = EventSourceMessage & { data: string };

/** What the server means by an event that is no data. */
function readError(data: string): Error {
  const error = errorDataOf(JSON.parse(data));
  return error ? fromAnswer(error.message, error.data) : fromSilence(new Error(`unexpected event ${data}`), false);
}

/** Events of one connection; ends with `end`, throws what the server says, or a ConnectionError where it breaks. */
async function* readEvents(response: Response, onBytes: () => void): AsyncGenerator<Message, void, undefined> {
  const waiting: Message[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw fromSilence(new Error('an answer without a body'), false);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw fromSilence(new Error('the stream broke off'), false);
      onBytes();
      parser.feed(value);
      for (let event = waiting.shift(); event; event = waiting.shift()) {
        if (event.event === 'end') return;
        if (event.event === 'error') throw readError(event.data);
        yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Whether another connection may go on where this one ended. */
const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof RateLimitError ||
  (error instanceof Error && 'status' in error && error.status === 503);

/**
 * Iterates over the events of a subscription. A broken connection is opened again, after the last event that was seen,
 * until the stream ends, the server refuses it, or the caller's signal aborts.
 */
export async function* stream<T>(open: OpenStream, options: CallOptions = {}): AsyncGenerator<T, void, undefined> {
  let lastEventId: string | undefined;
  let pauseMs = firstPauseMs;
  let askedMs = 0;
  for (;;) {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onBytes = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
    };
    const signal = options.signal ? AbortSignal.any([options.signal, silence.signal]) : silence.signal;
    try {
      onBytes();
      const response = await open(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }, signal);
      for await (const { id, data } of readEvents(response, onBytes)) {
        lastEventId = id ?? lastEventId;
        pauseMs = firstPauseMs;
        yield JSON.parse(data) as T;
      }
      return;
    } catch (error) {
      if (options.signal?.aborted) throw fromSilence(error, true);
      const known = error instanceof Error && 'code' in error && 'status' in error ? error : fromSilence(error, false);
      if (!isPassing(known)) throw known;
      // A limit says how long to wait; coming back earlier would only be refused again.
      askedMs = known instanceof RateLimitError ? known.retryAfterSeconds * 1000 : 0;
    } finally {
      clearTimeout(timer);
    }
    await pause(askedMs + pauseMs * (0.5 + Math.random()), options.signal);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { fromAbort, fromAnswer, retryAfterOf, SongTrackProError } from './errors.ts';
import { isPassing, pause } from './retry.ts';
import { brokenOff } from './silence.ts';
import { errorDataOf } from './wire.ts';

export interface StreamSource {
  /** Opens the stream's address; the headers say where to go on. */
  open(headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  /** The server, as messages name it. */
  origin: string;
  /** How often the first connection is tried again: a stream that was never open is rather a mistake than a passing fault. */
  times: number;
  signal: AbortSignal | undefined;
  onRetry(error: SongTrackProError, attempt: number, waitMs: number): void;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A stream says every 15 seconds that it is alive. */
const silenceMs = 45_000;

/** What the server means by an event of this name. */
function readError(data: string, origin: string): SongTrackProError {
  const error = errorDataOf(JSON.parse(data));
  return error ? fromAnswer(error.message, error.data, origin) : brokenOff(origin, new Error(data));
}

/** Events of one connection; ends with `end`, throws what the server says, or a ConnectionError where it breaks. */
async function* readEvents(
  response: Response,
  origin: string,
  onBytes: () => void,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw brokenOff(origin);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw brokenOff(origin);
      onBytes();
      parser.feed(value);
      for (let event = waiting.shift(); event; event = waiting.shift()) {
        if (event.event === 'end') return;
        if (event.event === 'error') throw readError(event.data, origin);
        // A newer server may send events of other names; data has none.
        if (event.event === undefined) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Iterates over the events of a subscription. A broken connection is opened again, after the last event that was seen,
 * until the stream ends, the server refuses it, or the caller's signal aborts.
 */
export async function* stream<T>(source: StreamSource): AsyncGenerator<T, void, undefined> {
  const { origin, signal: outer } = source;
  let lastEventId: string | undefined;
  let wasOpen = false;
  /** Connections that failed since the last event. */
  let failed = 0;
  for (;;) {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onBytes = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
    };
    const signal = outer ? AbortSignal.any([outer, silence.signal]) : silence.signal;
    let waitMs: number;
    try {
      onBytes();
      const response = await source.open(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }, signal);
      wasOpen = true;
      for await (const { id, data } of readEvents(response, origin, onBytes)) {
        lastEventId = id ?? lastEventId;
        failed = 0;
        yield JSON.parse(data) as T;
      }
      return;
    } catch (cause) {
      if (outer?.aborted) throw fromAbort(cause);
      const error = cause instanceof SongTrackProError ? cause : brokenOff(origin, cause);
      failed += 1;
      if (!isPassing(error) || (!wasOpen && failed > source.times)) throw error;
      // Who says how long to wait would only refuse again what comes back earlier.
      waitMs =
        (retryAfterOf(error) ?? 0) * 1000 +
        Math.min(firstPauseMs * 2 ** (failed - 1), longestPauseMs) * (0.5 + Math.random());
      source.onRetry(error, failed, waitMs);
    } finally {
      clearTimeout(timer);
    }
    await pause(waitMs, outer);
  }
}

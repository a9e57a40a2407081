import { setTimeout as sleep } from 'node:timers/promises';
import { streamSSE } from 'hono/streaming';
import type { RequestContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { errorAnswer } from './error-answer.ts';
import type { Http } from './http-types.ts';
import { runWatch } from './run-watch.ts';
import { toAppError } from './to-app-error.ts';

/** How often a silent stream says that it is alive, in milliseconds: below the idle time of common proxies. */
const heartbeatMs = 15_000;
/** How soon a client comes back after the connection broke, in milliseconds. */
const retryMs = 1000;
/** How long an open stream waits for its first event, in milliseconds: until then, faults are ordinary error answers. */
const openAfterMs = 2000;

/**
 * A subscription as server-sent events (the EventSource standard): `id` and `data` for each event, `event: end` when
 * there will be no more, `event: error` with an error of the catalogue. What is wrong before the first event is an
 * ordinary error answer.
 */
export async function answerStream(c: Http, request: RequestContext, endpoint: Endpoint, input: unknown) {
  const gone = new AbortController();
  const events = runWatch(request, endpoint, {
    input,
    lastEventId: c.req.header('last-event-id') ?? null,
    signal: gone.signal,
  });
  const first = events.next();
  // A stream that goes on where another ended may have nothing to say for hours; it is open all the same.
  await Promise.race([first, sleep(openAfterMs, undefined, { ref: false })]);
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => gone.abort());
    // Nothing is kept for a reader that doesn't read: it is let go, and goes on behind the last event that it has read.
    const taken = async (writing: Promise<unknown>) => {
      const timer = setTimeout(() => {
        stream.abort();
        c.env.outgoing.destroy();
      }, request.services.slowReaderMs);
      await writing.finally(() => clearTimeout(timer));
    };
    const heartbeat = setInterval(() => void taken(stream.write(': alive\n\n')), heartbeatMs);
    try {
      await taken(stream.write(`retry: ${retryMs}\n\n`));
      let next = await first;
      while (!next.done) {
        const { id, data } = next.value;
        await taken(stream.writeSSE({ id, data: JSON.stringify(data) }));
        next = await events.next();
      }
      await stream.writeSSE({ event: 'end', data: '{}' });
    } catch (error) {
      const answer = errorAnswer(toAppError(error), request.requestId);
      await stream.writeSSE({ event: 'error', data: JSON.stringify(answer) });
    } finally {
      clearInterval(heartbeat);
      await events.return();
    }
  });
}

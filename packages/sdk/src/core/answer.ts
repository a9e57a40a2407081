import { fromAnswer, RateLimitError, type SongTrackProError, UnexpectedAnswerError } from './errors.ts';
import { brokenOff } from './silence.ts';
import { errorDataOf, isRecord } from './wire.ts';

/** Seconds that the header asks to wait: a number of them, or a date. */
function retryAfterSeconds(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

/** What stands between us and the server answered in its own way. */
function unexpected(answer: Response, text: string, origin: string): SongTrackProError {
  const { status, headers } = answer;
  const seconds = retryAfterSeconds(headers);
  const fields = {
    status,
    requestId: headers.get('x-request-id'),
    documentationUrl: null,
    details: {
      contentType: headers.get('content-type'),
      beginning: text.slice(0, 200),
      ...(seconds !== null && { retryAfterSeconds: seconds }),
    },
  };
  if (status === 429) {
    const message = `A limit in front of ${origin} is used up. Send fewer calls at once, or ask who runs the proxy.`;
    return new RateLimitError(message, { ...fields, code: 'rate_limited' });
  }
  const message = `${origin} answered with status ${status} and not as SongTrackPro does. Correct the server’s address, or look for a proxy or a page to sign in at between here and there: \`details.beginning\` is how the answer begins.`;
  return new UnexpectedAnswerError(message, { ...fields, code: 'unexpected_answer' });
}

/** The JSON of an answer. Where it isn't whole, or no JSON at all, an error. */
export async function readJson(answer: Response, origin: string): Promise<unknown> {
  const text = await answer.text().catch((cause: unknown) => {
    // An abort or a time-out says so itself.
    throw cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name) ? cause : brokenOff(origin, cause);
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    const cutOff = answer.ok && text !== '' && answer.headers.get('content-type')?.includes('json');
    throw cutOff ? brokenOff(origin, cause) : unexpected(answer, text, origin);
  }
}

/** The error that a body states, or the one of a body that states none of ours. */
export function errorIn(body: unknown, answer: Response, baseUrl: string): SongTrackProError {
  const error = errorDataOf(isRecord(body) ? body.error : undefined);
  if (error) return fromAnswer(error.message, error.data, baseUrl);
  return unexpected(answer, JSON.stringify(body) ?? '', baseUrl);
}

/** The JSON of a good answer; throws what any other says. */
export async function readBody(answer: Response, baseUrl: string): Promise<unknown> {
  const body = await readJson(answer, baseUrl);
  if (answer.ok) return body;
  throw errorIn(body, answer, baseUrl);
}

/** The answer itself where it is a good one, for what isn't JSON. */
export async function whereGood(answer: Response, baseUrl: string): Promise<Response> {
  if (!answer.ok) await readBody(answer, baseUrl);
  return answer;
}

/** What tRPC's envelope holds. */
export function dataIn(body: unknown, answer: Response, baseUrl: string): unknown {
  if (isRecord(body) && isRecord(body.result)) return body.result.data;
  throw errorIn(body, answer, baseUrl);
}

import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { FakeStripeState } from './state.ts';
import { StripeRefusal } from './stripe-refusal.ts';

interface Remembered {
  fingerprint: string;
  at: number;
  answer: { status: number; body: string; requestId: string } | null;
}

const daySeconds = 86_400;

/** Answers a repeated key with what it was answered first, and refuses it for another request. Keys are kept a day. */
export function idempotency(state: FakeStripeState): MiddlewareHandler {
  const keys = new Map<string, Remembered>();
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined) return next();
    if (key.length > 255) throw tooLong();
    const fingerprint = await fingerprintOf(c);
    const known = keys.get(key);
    if (known && known.at > state.now() - daySeconds) return repeat(known, key, fingerprint);
    const remembered: Remembered = { fingerprint, at: state.now(), answer: null };
    keys.set(key, remembered);
    await next();
    c.res.headers.set('idempotency-key', key);
    // What was refused before anything was tried may be mended and sent again under the same key.
    if ([400, 401, 404, 409, 429].includes(c.res.status)) keys.delete(key);
    else
      remembered.answer = {
        status: c.res.status,
        body: await c.res.clone().text(),
        requestId: c.res.headers.get('request-id') ?? '',
      };
  };
}

async function fingerprintOf(c: Context): Promise<string> {
  return createHash('sha256')
    .update(`${c.req.method} ${c.req.path} ${await c.req.text()}`)
    .digest('hex');
}

function repeat(known: Remembered, key: string, fingerprint: string): Response {
  if (known.fingerprint !== fingerprint)
    throw new StripeRefusal({
      status: 400,
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  if (known.answer === null)
    throw new StripeRefusal({
      status: 409,
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.`,
    });
  const { status, body, requestId } = known.answer;
  return new Response(body, {
    status,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      'idempotent-replayed': 'true',
      'original-request': requestId,
      'request-id': requestId,
    },
  });
}

const tooLong = () =>
  new StripeRefusal({
    status: 400,
    type: 'invalid_request_error',
    message: 'Idempotency keys may be at most 255 characters long.',
  });

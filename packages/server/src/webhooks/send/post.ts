import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { keptAnswerLength, type WebhookFault } from '@songtrackpro/contracts';
import type { WebhookSettings } from '../../core/webhook-settings.ts';
import { guardedLookup, PrivateAddressError } from './guarded-lookup.ts';
import { addressOf, isPublicAddress } from './public-address.ts';

/** How an attempt ended. */
export interface Answer {
  status: number | null;
  body: string | null;
  /** Null where the receiver took it. */
  fault: WebhookFault | null;
  /** What was wrong, for people; no address is named. */
  detail: string | null;
}

const failed = (fault: WebhookFault, detail: string): Answer => ({ status: null, body: null, fault, detail });

/** The beginning of a body, as a store can hold it; the rest is not read. */
function readBeginning(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const end = () => resolve(text.slice(0, keptAnswerLength).replaceAll('\0', '\ufffd').toWellFormed());
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      if (text.length >= keptAnswerLength) response.destroy();
    });
    // Its status counts, however the body ends.
    response.on('error', () => undefined);
    response.on('close', end);
  });
}

async function toAnswer(response: IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const body = await readBeginning(response);
  if (status >= 200 && status < 300) return { status, body, fault: null, detail: null };
  if (status === 410) return { status, body, fault: 'gone', detail: 'It answered that it is gone.' };
  const detail = status >= 300 && status < 400 ? 'Redirects are not followed.' : 'It was not answered with 2xx.';
  return { status, body, fault: 'refused', detail };
}

function toFault(error: Error, timedOut: boolean, timeoutMs: number): Answer {
  if (error instanceof PrivateAddressError) return failed('private_address', error.message);
  if (timedOut) return failed('timeout', `There was no answer within ${timeoutMs / 1000} seconds.`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return failed('unreachable', `The connection failed (${code}).`);
}

/** Sends a body once, to a public address by TLS unless the settings allow others. It never rejects. */
export async function post(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  { allowPrivate, allowHttp, timeoutMs }: WebhookSettings,
): Promise<Answer> {
  const target = new URL(url);
  const isSecure = target.protocol === 'https:';
  if (!isSecure && !allowHttp) return failed('insecure', 'The address is not https.');
  const address = addressOf(target.hostname);
  if (address !== null && !allowPrivate && !isPublicAddress(address))
    return failed('private_address', 'The address is not a public one.');
  const deadline = AbortSignal.timeout(timeoutMs);
  const options = {
    method: 'POST',
    // A connection of its own, so that it goes to the address that was looked at for it.
    agent: false,
    signal: deadline,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'SongTrackPro-Webhooks/1',
      ...headers,
    },
    ...(!allowPrivate && { lookup: guardedLookup() }),
  };
  return new Promise((resolve) => {
    let isAnswered = false;
    const request: ClientRequest = (isSecure ? secureRequest : plainRequest)(target, options, (response) => {
      isAnswered = true;
      void toAnswer(response).then(resolve);
    });
    request.on('error', (error) => {
      if (!isAnswered) resolve(toFault(error, deadline.aborted, timeoutMs));
    });
    request.end(body);
  });
}

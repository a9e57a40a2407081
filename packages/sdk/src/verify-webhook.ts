import type { WebhookEvent } from './types.ts';

/** A delivery as it arrived: the body byte for byte, before anything has parsed it. */
export interface ReceivedWebhook {
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  body: string | Uint8Array;
}

export interface VerifyOptions {
  /** How far the time of the delivery may be from this machine's, to either side: 300 unless given. */
  toleranceSeconds?: number | undefined;
  /** Milliseconds since 1970; the machine's clock unless given. */
  now?: (() => number) | undefined;
}

/** A delivery that must not be trusted. */
export class WebhookVerificationError extends Error {
  override name = 'WebhookVerificationError';
  /**
   * `headers`: one of the three is missing, doubled or no such header; `too_old` and `too_new`: it was sent at another time,
   * or a clock is wrong; `signature`: none is of these secrets; `secret`: a secret is none; `body`: it is no event.
   */
  readonly reason: 'headers' | 'too_old' | 'too_new' | 'signature' | 'secret' | 'body';

  constructor(reason: WebhookVerificationError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const prefix = 'whsec_';
const defaultToleranceSeconds = 300;
/** Signatures that are looked at: two secrets sign at a time. */
const mostSignatures = 16;

function readHeader(headers: ReceivedWebhook['headers'], name: string): string {
  const given =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? [value ?? []].flat() : []));
  const [value, ...more] = typeof given === 'string' ? [given] : (given ?? []);
  // A server joins a header that came twice by a comma and a space.
  if (value === undefined || value === '' || more.length > 0 || value.includes(', '))
    throw new WebhookVerificationError('headers', `The header ${name} has to be there once.`);
  return value;
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function readKey(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = decode(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret);
  if (bytes && bytes.length > 0) return bytes;
  throw new WebhookVerificationError('secret', 'A secret has the form whsec_ and base64.');
}

/** Signatures of version 1; those of others are passed over, and so is what is none. */
function readSignatures(header: string): Uint8Array<ArrayBuffer>[] {
  return header
    .split(' ')
    .slice(0, mostSignatures)
    .flatMap((part) => {
      const [version, text = '', ...more] = part.split(',');
      const bytes = version === 'v1' && more.length === 0 ? decode(text) : null;
      return bytes ? [bytes] : [];
    });
}

function checkTime(timestamp: string, { toleranceSeconds, now }: VerifyOptions): void {
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookVerificationError('headers', 'The header webhook-timestamp has to be seconds since 1970.');
  const tolerance = toleranceSeconds ?? defaultToleranceSeconds;
  const ahead = Number(timestamp) - Math.floor((now ?? Date.now)() / 1000);
  if (ahead < -tolerance) throw new WebhookVerificationError('too_old', 'The delivery is too old.');
  if (ahead > tolerance) throw new WebhookVerificationError('too_new', 'The delivery is from the future.');
}

/** Whether any secret made any of the signatures. All are compared, by a comparison that takes the same time for each. */
async function isSigned(
  secrets: readonly string[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { subtle } = crypto;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const checks = secrets.map(async (secret) => {
    const key = await subtle.importKey('raw', readKey(secret), algorithm, false, ['verify']);
    return Promise.all(signatures.map((signature) => subtle.verify('HMAC', key, signature, content)));
  });
  return (await Promise.all(checks)).flat().includes(true);
}

function contentOf(head: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const [start, rest] = [
    new TextEncoder().encode(head),
    typeof body === 'string' ? new TextEncoder().encode(body) : body,
  ];
  const content = new Uint8Array(start.length + rest.length);
  content.set(start);
  content.set(rest, start.length);
  return content;
}

function readEvent(body: string | Uint8Array, id: string): WebhookEvent {
  try {
    const event: WebhookEvent = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
    if (event.id === id && typeof event.type === 'string') return event;
  } catch {
    // Signed, and yet nothing of this server.
  }
  throw new WebhookVerificationError('body', 'The body is no event of SongTrackPro.');
}

/**
 * The event of a delivery, once it is certain that this server has sent it, whole and just now. Give it the body as it
 * arrived: parsed and written again it is another one. While one secret replaces another give both. Events of types that a
 * later server adds come too: leave those that you don't know. An event may arrive twice, with the same `id`.
 *
 * @throws WebhookVerificationError that says what is wrong, for your log; answer 400
 * @example
 * const event = await verifyWebhook({ headers: request.headers, body: await request.text() }, secret);
 * if (event.type === 'import.finished') console.log(event.data.fileName, event.data.status);
 */
export async function verifyWebhook(
  { headers, body }: ReceivedWebhook,
  secret: string | readonly string[],
  options: VerifyOptions = {},
): Promise<WebhookEvent> {
  const id = readHeader(headers, 'webhook-id');
  const timestamp = readHeader(headers, 'webhook-timestamp');
  const signatures = readSignatures(readHeader(headers, 'webhook-signature'));
  checkTime(timestamp, options);
  const content = contentOf(`${id}.${timestamp}.`, body);
  if (!(await isSigned([secret].flat(), signatures, content)))
    throw new WebhookVerificationError('signature', 'No signature is of these secrets over this body.');
  return readEvent(body, id);
}

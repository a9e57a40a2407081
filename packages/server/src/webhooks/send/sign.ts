import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** Signature of the Standard Webhooks specification, version 1: HMAC-SHA256 over id, time and body. */
function signBody(secret: string, message: { id: string; timestamp: number; body: string }): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const { id, timestamp, body } = message;
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Headers of a delivery; several secrets sign while one replaces another. */
export function signedHeaders(
  secrets: readonly string[],
  message: { id: string; at: Date; body: string },
): Record<string, string> {
  const { id, body } = message;
  const timestamp = Math.floor(message.at.getTime() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => signBody(secret, { id, timestamp, body })).join(' '),
  };
}

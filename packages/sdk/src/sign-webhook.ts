/** The three headers of a delivery. */
export interface WebhookHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

const prefix = 'whsec_';

/**
 * Signs a body as the server does, for tests of your receiver: nothing that the server sends passes here.
 *
 * @example
 * const headers = await signWebhook({ id: event.id, body: JSON.stringify(event) }, secret);
 * await fetch('http://localhost:3000/hook', { method: 'POST', headers: { ...headers }, body });
 */
export async function signWebhook(
  { id, body, at = new Date() }: { id: string; body: string; at?: Date | undefined },
  secret: string,
): Promise<WebhookHeaders> {
  const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (character) => character.charCodeAt(0));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
  };
}

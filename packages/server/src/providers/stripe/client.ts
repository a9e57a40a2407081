import type Stripe from 'stripe';

export interface StripeConnection {
  secretKey: string;
  /** Where Stripe is; its own address unless given. */
  apiUrl?: string | undefined;
  timeoutMs?: number | undefined;
}

function placeOf(apiUrl: string) {
  const { protocol, hostname, port } = new URL(apiUrl);
  const secure = protocol === 'https:';
  return {
    protocol: secure ? ('https' as const) : ('http' as const),
    host: hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
  };
}

/**
 * A client of Stripe at the version of the API that its package is made for. It repeats what got no answer by itself, under
 * one idempotency key. The package is large, so it is loaded only where something is sold.
 */
export async function openStripe({ secretKey, apiUrl, timeoutMs = 20_000 }: StripeConnection): Promise<Stripe> {
  const { default: Client } = await import('stripe');
  return new Client(secretKey, {
    telemetry: false,
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    appInfo: { name: 'SongTrackPro' },
    ...(apiUrl !== undefined && placeOf(apiUrl)),
  });
}

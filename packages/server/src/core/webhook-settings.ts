import type { Environment } from './environment.ts';

/** What receivers of webhooks may be. */
export interface WebhookSettings {
  /** Whether a receiver may have an address that is no public one: loopback, a private network. */
  allowPrivate: boolean;
  /** Whether a receiver may be reached without TLS. */
  allowHttp: boolean;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs: number;
}

export const defaultWebhookSettings: WebhookSettings = { allowPrivate: false, allowHttp: false, timeoutMs: 15_000 };

/** What the environment says; `local` where one machine is tried out, whose receivers are on it too. */
export function webhookSettings(
  { WEBHOOK_PRIVATE_ADDRESSES, SONGTRACKPRO_ENV }: Environment,
  { local = false } = {},
): Partial<WebhookSettings> {
  const isDevelopment = SONGTRACKPRO_ENV === 'development';
  const unsaid = local && isDevelopment ? 'allow' : 'refuse';
  return { allowPrivate: (WEBHOOK_PRIVATE_ADDRESSES ?? unsaid) === 'allow', allowHttp: isDevelopment };
}

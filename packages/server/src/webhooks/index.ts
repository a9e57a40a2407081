export { deliverWebhook } from './deliver/deliver-webhook.ts';
export { tendWebhooks } from './deliver/tend-webhooks.ts';
export { type RewrappedSecrets, rewrapSecrets } from './rewrap-secrets.ts';

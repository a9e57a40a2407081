export { deliverWebhook } from './deliver/deliver-webhook.ts';
export { tendWebhooks } from './deliver/tend-webhooks.ts';
export { rewrapSecrets } from './rewrap-secrets.ts';

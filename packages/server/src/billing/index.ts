export { syncCustomer } from './sync/sync-customer.ts';
export { processStripeEvents } from './webhooks/process-events.ts';
export { mountStripeEvents } from './webhooks/receive-event.ts';

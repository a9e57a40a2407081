export type { AccountFinding } from './catalog/check-account.ts';
export { type CatalogStep, syncCatalog } from './catalog/sync-catalog.ts';
export { meterUsage } from './metering/meter-usage.ts';
export { checkStripeAccount, syncStripeCatalog } from './operate.ts';
export { endOfDeleted } from './purchase/end-subscriptions.ts';
export { recountPlanUse } from './recount-plan-use.ts';
export { reconcileBilling } from './sync/reconcile.ts';
export { processStripeEvents } from './webhooks/process-events.ts';
export { mountStripeEvents } from './webhooks/receive-event.ts';

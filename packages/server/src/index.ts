export {
  describeDatabase,
  type Finding,
  inspectRelational,
  type LoggedEvent,
  newestMigration,
  type QueueHealth,
  setStaff,
} from '@songtrackpro/db';
export {
  type Archive,
  type ArchiveFilter,
  type ArchiveProgress,
  inspectArchive,
  listArchive,
  listKeys,
  type Manifest,
  openArchive,
  restoreArchive,
  runArchive,
  verifyArchive,
} from './archive/index.ts';
export { inspectEvents, listEvents } from './audit/inspect-events.ts';
export { type AccountFinding, type CatalogStep, checkStripeAccount, syncStripeCatalog } from './billing/index.ts';
export { type BillingSettings, billingSettings } from './core/billing-settings.ts';
export { systemClock } from './core/clock.ts';
export { type Environment, readEnvironment, SettingsError } from './core/environment.ts';
export { type HttpSettings, httpSettings } from './core/http/settings.ts';
export { localTokenKeys } from './core/keyring.ts';
export { AddressError } from './core/listen.ts';
export { createLog } from './core/log.ts';
export { type ProviderSettings, providerSettings } from './core/provider-settings.ts';
export { archiveSettings, invoiceSettings, type MailSettings, roleUrls, type StoreSettings } from './core/settings.ts';
export { readSignInSettings } from './core/sign-in-settings.ts';
export { type TracingSettings, tracingSettings } from './core/telemetry/tracing.ts';
export { type WebhookSettings, webhookSettings } from './core/webhook-settings.ts';
export { rewrapStoredTokens, syncAdAccount } from './integrations/index.ts';
export { inspectQueues, listQueues, redriveQueue } from './jobs/inspect-queues.ts';
export { createOrganizationWithKey, type OrganizationWithKey } from './organizations/create-organization-with-key.ts';
export { ExportError, exportOrganization } from './organizations/export/export-organization.ts';
export { deleteByOperator } from './organizations/lifecycle/delete-by-operator.ts';
export { createMetaClient } from './providers/index.ts';
export {
  inspectDocumentStore,
  type MigrationReport,
  migrateStores,
  type RunningServer,
  type ServerOptions,
  startServer,
} from './server.ts';

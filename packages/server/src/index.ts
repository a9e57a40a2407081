export { type Finding, inspectRelational, type LoggedEvent, type QueueHealth, setStaff } from '@songtrackpro/db';
export { inspectEvents, listEvents } from './audit/inspect-events.ts';
export { systemClock } from './core/clock.ts';
export { type Environment, readEnvironment, SettingsError } from './core/environment.ts';
export { type HttpSettings, httpSettings } from './core/http/settings.ts';
export { AddressError } from './core/listen.ts';
export { createLog } from './core/log.ts';
export { type MailSettings, roleUrls, type StoreSettings } from './core/settings.ts';
export { readSignInSettings } from './core/sign-in-settings.ts';
export { type TracingSettings, tracingSettings } from './core/telemetry/tracing.ts';
export { inspectQueues, listQueues, redriveQueue } from './jobs/inspect-queues.ts';
export { createOrganizationWithKey, type OrganizationWithKey } from './organizations/create-organization-with-key.ts';
export {
  inspectDocumentStore,
  type MigrationReport,
  migrateStores,
  type RunningServer,
  type ServerOptions,
  startServer,
} from './server.ts';

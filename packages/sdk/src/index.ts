export { apiVersion } from '@songtrackpro/contracts/version';
export { ApiKeys } from './apiKeys.ts';
export { Artists } from './artists.ts';
export { Audiences } from './audiences.ts';
export { Audit } from './audit.ts';
export { Billing } from './billing.ts';
export { type BrowserOptions, createClient } from './browser.ts';
export { Campaigns } from './campaigns.ts';
export { SongTrackPro } from './client.ts';
export { clientWith, type Resource } from './core/client-with.ts';
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  hasCode,
  InvalidInputError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  SongTrackProError,
  TimeoutError,
  UnexpectedAnswerError,
} from './core/errors.ts';
export type { ClientHooks, HookAnswer, HookRequest, HookRetry } from './core/hooks.ts';
export type { CsvImportOptions, CsvImportProgress, CsvImportResult } from './core/import-csv.ts';
export type { CallOptions, ClientOptions } from './core/options.ts';
export { type Page, Paged } from './core/page.ts';
export type { Content, UploadOptions } from './core/upload.ts';
export type { ListUploadOptions, UploadedList } from './core/upload-list.ts';
export { Events } from './events.ts';
export { FxRates } from './fxRates.ts';
export { Goals } from './goals.ts';
export { Identity } from './identity.ts';
export { Imports } from './imports.ts';
export { Integrations } from './integrations.ts';
export { Invitations } from './invitations.ts';
export {
  describeMetric,
  formatMetric,
  isCalculatedMetric,
  isReportedMetric,
  type MetricId,
  metricIds,
} from './metric-definitions.ts';
export { Metrics } from './metrics.ts';
export { formatMinorUnits, fromMinorUnits, minorUnitDigits, toMinorUnits } from './money.ts';
export { Notifications } from './notifications.ts';
export { Organizations } from './organizations.ts';
export { reportContentHash } from './report-hash.ts';
export { Reports } from './reports.ts';
export { signWebhook, type WebhookHeaders } from './sign-webhook.ts';
export { Tracks } from './tracks.ts';
export type * from './types.ts';
export {
  type ReceivedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookVerificationError,
} from './verify-webhook.ts';
export { Webhooks } from './webhooks.ts';

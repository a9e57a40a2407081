export { SongTrackPro } from './client.ts';
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
} from './core/errors.ts';
export type { CsvImportOptions, CsvImportProgress, CsvImportResult } from './core/import-csv.ts';
export type { CallOptions, ClientOptions } from './core/options.ts';
export { type Page, Paged } from './core/page.ts';
export type { Content, UploadOptions } from './core/upload.ts';
export type { UploadedList } from './core/upload-list.ts';
export {
  describeMetric,
  formatMetric,
  isCalculatedMetric,
  isReportedMetric,
  type MetricId,
  metricIds,
} from './metric-definitions.ts';
export { reportContentHash } from './report-hash.ts';
export { signWebhook, type WebhookHeaders } from './sign-webhook.ts';
export type * from './types.ts';
export {
  type ReceivedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookVerificationError,
} from './verify-webhook.ts';

import { apiKeys } from './apiKeys/procedures.ts';
import { artists } from './artists/procedures.ts';
import { audiences } from './audiences/procedures.ts';
import { audit } from './audit/procedures.ts';
import { billing } from './billing/procedures.ts';
import { campaigns } from './campaigns/procedures.ts';
import { events } from './events/procedures.ts';
import { fxRates } from './fxRates/procedures.ts';
import { goals } from './goals/procedures.ts';
import { identity } from './identity/procedures.ts';
import { imports } from './imports/procedures.ts';
import { integrations } from './integrations/procedures.ts';
import { invitations } from './invitations/procedures.ts';
import { metrics } from './metrics/procedures.ts';
import { notifications } from './notifications/procedures.ts';
import { organizations } from './organizations/procedures.ts';
import { reports } from './reports/procedures.ts';
import { tracks } from './tracks/procedures.ts';
import { webhooks } from './webhooks/procedures.ts';

/** The one list of domains: router namespaces, SDK properties, folders and docs pages are compared with it. */
export const contract = {
  identity,
  organizations,
  invitations,
  apiKeys,
  audit,
  billing,
  artists,
  tracks,
  campaigns,
  goals,
  audiences,
  integrations,
  notifications,
  imports,
  metrics,
  events,
  fxRates,
  reports,
  webhooks,
} as const;
export type Contract = typeof contract;

export * from './apiKeys/schemas.ts';
export * from './apiKeys/usage.ts';
export * from './artists/schemas.ts';
export * from './audiences/criteria.ts';
export * from './audiences/delivery-schemas.ts';
export * from './audiences/insight-schemas.ts';
export * from './audiences/list-schemas.ts';
export * from './audiences/schemas.ts';
export * from './audiences/segments.ts';
export * from './audit/schemas.ts';
export * from './audit/system-events.ts';
export * from './billing/access.ts';
export * from './billing/invoice-schemas.ts';
export * from './billing/plans.ts';
export * from './billing/purchase-schemas.ts';
export * from './billing/schemas.ts';
export * from './campaigns/creative-links.ts';
export * from './campaigns/creatives.ts';
export * from './campaigns/pacing.ts';
export * from './campaigns/platform-schemas.ts';
export * from './campaigns/readiness.ts';
export * from './campaigns/schemas.ts';
export * from './campaigns/spend-schemas.ts';
export * from './campaigns/steps.ts';
export * from './campaigns/targeting.ts';
export * from './campaigns/templates.ts';
export * from './core/bulk.ts';
export { canonicalJson } from './core/canonical-json.ts';
export * from './core/error-details.ts';
export { errorGuide } from './core/error-guide.ts';
export * from './core/errors.ts';
export * from './core/ids.ts';
export * from './core/money.ts';
export * from './core/page.ts';
export * from './core/permissions.ts';
export * from './core/plans.ts';
export * from './core/procedure.ts';
export * from './core/roles.ts';
export * from './core/row-version.ts';
export * from './core/text.ts';
export * from './core/time.ts';
export * from './core/version.ts';
export * from './core/versioned.ts';
export * from './core/zone.ts';
export * from './events/schemas.ts';
export * from './fxRates/schemas.ts';
export * from './goals/pace.ts';
export * from './goals/schemas.ts';
export * from './goals/types.ts';
export * from './identity/onboarding.ts';
export * from './identity/schemas.ts';
export * from './imports/columns.ts';
export * from './imports/schemas.ts';
export * from './integrations/health.ts';
export * from './integrations/metadata.ts';
export * from './integrations/reasons.ts';
export * from './integrations/schemas.ts';
export * from './invitations/schemas.ts';
export * from './metrics/index.ts';
export * from './notifications/payloads.ts';
export * from './notifications/schemas.ts';
export * from './organizations/member-schemas.ts';
export * from './organizations/schemas.ts';
export * from './organizations/settings.ts';
export * from './organizations/slugs.ts';
export * from './organizations/staff-schemas.ts';
export * from './reports/content.ts';
export * from './reports/schedules.ts';
export * from './reports/schemas.ts';
export * from './reports/shares.ts';
export * from './reports/stored-schemas.ts';
export * from './tracks/csv.ts';
export * from './tracks/links.ts';
export * from './tracks/merges.ts';
export * from './tracks/schemas.ts';
export * from './webhooks/delivery-schemas.ts';
export * from './webhooks/event-kinds.ts';
export * from './webhooks/events.ts';
export * from './webhooks/schemas.ts';

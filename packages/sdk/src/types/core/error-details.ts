// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { FieldFault } from './errors.ts';

export interface ApiKeyNetworkDetails {
  address: string | null;
}

export interface ApiVersionUnsupportedDetails {
  sent: string;
  served: string;
}

export interface ConflictDetails {
  /** Field of the input that another one has taken, or that cannot be changed any more. */
  field?: string | undefined;
  entity?: string | undefined;
  id?: string | undefined;
  ids?: string[] | undefined;
  status?: string | null | undefined;
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Steps that are possible from here. */
  allowed?: string[] | undefined;
  /** What the step needs and is not there. */
  missing?: string[] | undefined;
  campaigns?: Record<string, unknown>[] | undefined;
  upload?: Record<string, unknown> | null | undefined;
  version?: number | undefined;
  frozenAt?: string | null | undefined;
  undoneAt?: string | null | undefined;
  mergedInto?: string | undefined;
  mergeId?: string | undefined;
  duplicateOf?: string | null | undefined;
  invitationId?: string | undefined;
  userId?: string | null | undefined;
  /** The delivery that is under way. */
  deliveryId?: string | undefined;
  externalId?: string | null | undefined;
  people?: number | undefined;
  missingScopes?: string[] | undefined;
  organizationId?: string | undefined;
  organizationIds?: string[] | undefined;
  externalIds?: string[] | undefined;
  platformChangeId?: string | undefined;
  provider?: string | undefined;
  tier?: string | undefined;
  lookupKey?: string | undefined;
  livemode?: boolean | undefined;
  deleted?: string | undefined;
  /** How many rates differ from those that are stored. */
  different?: number | undefined;
  rates?: Record<string, unknown>[] | undefined;
}

export interface DeadlineExceededDetails {
  limitSeconds: number;
}

export interface ErrorDetailsByCode {
  invalid_input: InvalidInputDetails;
  api_version_unsupported: ApiVersionUnsupportedDetails;
  api_key_network: ApiKeyNetworkDetails;
  organization_suspended: OrganizationSuspendedDetails;
  forbidden: ForbiddenDetails;
  not_found: NotFoundDetails;
  conflict: ConflictDetails;
  stale_version: StaleVersionDetails;
  plan_limit: PlanLimitDetails;
  payment_overdue: PaymentOverdueDetails;
  fx_rate_missing: FxRateMissingDetails;
  provider_refused: ProviderRefusedDetails;
  provider_unreachable: ProviderUnreachableDetails;
  payload_too_large: PayloadTooLargeDetails;
  rate_limited: RateLimitedDetails;
  upload_out_of_order: UploadOutOfOrderDetails;
  deadline_exceeded: DeadlineExceededDetails;
}

export interface ForbiddenDetails {
  permission?: string | undefined;
  permissions?: string[] | undefined;
}

export interface FxRateMissingDetails {
  currency: string;
  date: string;
}

export interface InvalidInputDetails {
  fields?: FieldFault[] | undefined;
}

export interface NotFoundDetails {
  /** What kind of thing: `campaign`, `track` … */
  entity: string;
  id?: string | undefined;
  ids?: string[] | undefined;
  slug?: string | undefined;
  version?: number | undefined;
  /** It became part of this one. */
  mergedInto?: string | undefined;
}

export interface OrganizationSuspendedDetails {
  since: string;
  reason: string;
}

export interface PayloadTooLargeDetails {
  limitBytes: number;
}

export interface PaymentOverdueDetails {
  stripeStatus: string | null;
  since: string | null;
}

export interface PlanLimitDetails {
  resource?: string | undefined;
  limit?: number | null | undefined;
  used?: number | null | undefined;
  needed?: number | undefined;
  earliest?: string | undefined;
  suggestedPlan?: string | null | undefined;
}

export interface ProviderRefusedDetails {
  provider: string;
  reason?: string | null | undefined;
  /** The provider’s own words. */
  message?: string | null | undefined;
  providerCode?: string | number | null | undefined;
  /** The provider’s own id of the request. */
  traceId?: string | null | undefined;
}

export interface ProviderUnreachableDetails {
  provider: string;
  reason?: string | null | undefined;
  /** The provider’s own words. */
  message?: string | null | undefined;
  providerCode?: string | number | null | undefined;
  /** The provider’s own id of the request. */
  traceId?: string | null | undefined;
}

export interface RateLimitedDetails {
  policy: string;
  limit?: number | undefined;
  windowSeconds?: number | undefined;
  retryAfterSeconds: number;
}

export interface StaleVersionDetails {
  /** The row as it is now. */
  current: Record<string, unknown>;
}

export interface UploadOutOfOrderDetails {
  receivedBytes: number;
}

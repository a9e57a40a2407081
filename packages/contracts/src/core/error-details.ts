import { z } from 'zod';
import { type ErrorCode, FieldFault } from './errors.ts';

const text = z.string();
const count = z.number();
/** A row as it is now, in the form in which its own procedure answers it. */
const row = z.looseObject({});

/** What is not there, or not any more. */
const Missing = z.object({
  entity: text.describe('What kind of thing: `campaign`, `track` …'),
  id: text.optional(),
  ids: z.array(text).optional(),
  slug: text.optional(),
  version: count.optional(),
  mergedInto: text.optional().describe('It became part of this one.'),
});

/** With what a call contradicts; each field says one thing, and only those that concern the call are there. */
const Conflict = z
  .object({
    field: text.describe('Field of the input that another one has taken, or that cannot be changed any more.'),
    entity: text,
    id: text,
    ids: z.array(text),
    status: text.nullable(),
    kind: text,
    from: text,
    to: text,
    allowed: z.array(text).describe('Steps that are possible from here.'),
    missing: z.array(text).describe('What the step needs and is not there.'),
    campaigns: z.array(row),
    upload: row.nullable(),
    version: count,
    frozenAt: text.nullable(),
    undoneAt: text.nullable(),
    mergedInto: text,
    mergeId: text,
    duplicateOf: text.nullable(),
    invitationId: text,
    userId: text.nullable(),
    deliveryId: text.describe('The delivery that is under way.'),
    externalId: text.nullable(),
    people: count,
    missingScopes: z.array(text),
    organizationId: text,
    organizationIds: z.array(text),
    externalIds: z.array(text),
    platformChangeId: text,
    provider: text,
    tier: text,
    lookupKey: text,
    livemode: z.boolean(),
    deleted: text,
    different: count.describe('How many rates differ from those that are stored.'),
    rates: z.array(row),
  })
  .partial();

const Provider = z.object({
  provider: text,
  reason: text.nullable().optional(),
  message: text.nullable().optional().describe('The provider’s own words.'),
  providerCode: z.union([text, count]).nullable().optional(),
  traceId: text.nullable().optional().describe('The provider’s own id of the request.'),
});

/** What `details` holds, by code; codes that are not here have none. */
export const errorDetails = {
  invalid_input: z
    .object({ fields: z.array(FieldFault) })
    .partial()
    .meta({ id: 'InvalidInputDetails' }),
  api_version_unsupported: z.object({ sent: text, served: text }).meta({ id: 'ApiVersionUnsupportedDetails' }),
  api_key_network: z.object({ address: text.nullable() }).meta({ id: 'ApiKeyNetworkDetails' }),
  organization_suspended: z.object({ since: text, reason: text }).meta({ id: 'OrganizationSuspendedDetails' }),
  forbidden: z
    .object({ permission: text.optional(), permissions: z.array(text).optional() })
    .meta({ id: 'ForbiddenDetails' }),
  not_found: Missing.meta({ id: 'NotFoundDetails' }),
  conflict: Conflict.meta({ id: 'ConflictDetails' }),
  stale_version: z.object({ current: row.describe('The row as it is now.') }).meta({ id: 'StaleVersionDetails' }),
  plan_limit: z
    .object({
      resource: text,
      limit: count.nullable(),
      used: count.nullable(),
      needed: count,
      earliest: text,
      suggestedPlan: text.nullable(),
    })
    .partial()
    .meta({ id: 'PlanLimitDetails' }),
  payment_overdue: z
    .object({ stripeStatus: text.nullable(), since: text.nullable() })
    .meta({ id: 'PaymentOverdueDetails' }),
  fx_rate_missing: z.object({ currency: text, date: text }).meta({ id: 'FxRateMissingDetails' }),
  provider_refused: Provider.meta({ id: 'ProviderRefusedDetails' }),
  provider_unreachable: Provider.meta({ id: 'ProviderUnreachableDetails' }),
  payload_too_large: z.object({ limitBytes: count }).meta({ id: 'PayloadTooLargeDetails' }),
  rate_limited: z
    .object({ policy: text, limit: count.optional(), windowSeconds: count.optional(), retryAfterSeconds: count })
    .meta({ id: 'RateLimitedDetails' }),
  upload_out_of_order: z.object({ receivedBytes: count }).meta({ id: 'UploadOutOfOrderDetails' }),
  deadline_exceeded: z.object({ limitSeconds: count }).meta({ id: 'DeadlineExceededDetails' }),
} as const satisfies Partial<Record<ErrorCode, z.ZodType>>;

export type DetailedCode = keyof typeof errorDetails;
/** What `details` of an error with this code may hold. */
export type ErrorDetails<Code extends ErrorCode> = Code extends DetailedCode
  ? z.infer<(typeof errorDetails)[Code]>
  : undefined;

import type { DetailedCode, ErrorDetails } from './error-details.ts';
import type { ErrorCode } from './errors.ts';

interface Advice {
  /** When the code is answered. */
  readonly meaning: string;
  /** What the caller does about it. */
  readonly action: string;
  /** Page of the docs, with its heading, that says more. */
  readonly see?: { readonly page: string; readonly text: string };
}

/** What `details` may look like, where the code has any. */
type Detailed<Code extends ErrorCode> = Code extends DetailedCode
  ? { readonly details: ErrorDetails<Code> }
  : { readonly details?: never };

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Each code for a person who met it: its page in the docs, its page on the server and the OpenAPI document say this. */
export const errorGuide: { readonly [Code in ErrorCode]: Advice & Detailed<Code> } = {
  invalid_input: {
    meaning: 'A field of the input is missing or wrong, or an upload’s `Content-Range` is.',
    action: 'Mend what `details.fields` names by `path` and `message`.',
    details: { fields: [{ path: 'limit', message: 'Too big: expected number to be <=200' }] },
  },
  invalid_json: {
    meaning: 'The body, or the `input` of a tRPC query, is not JSON or not an object.',
    action: 'Send one JSON object with `content-type: application/json`.',
  },
  invalid_cursor: {
    meaning: 'The cursor is of another list, other filters or another organization, or was changed.',
    action: 'Start the list again without a cursor.',
  },
  api_version_unsupported: {
    meaning:
      'The client says in `x-api-version` that it was built for a version with which this server’s has nothing in common.',
    action: 'Use a client of the version `details.served`.',
    see: { page: 'versions.md', text: 'versions' },
    details: { sent: '7.0', served: '0.1' },
  },
  api_key_missing: {
    meaning: 'The header `Authorization` is missing or empty.',
    action: 'Send `Authorization: Bearer …` with an API key or a session.',
  },
  api_key_malformed: {
    meaning: 'Not a key of SongTrackPro: the form or the checksum is wrong, so it was mistyped or cut off.',
    action: 'Copy the whole key again.',
  },
  api_key_invalid: {
    meaning: 'The key is well formed, but unknown, expired or revoked.',
    action: 'Use another key.',
  },
  api_key_network: {
    meaning: 'The key is bound to networks, and `details.address` is in none of them.',
    action: 'Call from an allowed network, or let an admin change the key’s networks.',
    details: { address: '203.0.113.7' },
  },
  session_invalid: {
    meaning: 'The session’s token is unknown, expired, signed out or was changed.',
    action: 'Sign in again.',
  },
  sign_in_failed: {
    meaning: 'The address is unknown or the password is wrong; which of the two isn’t told.',
    action: 'Try again, or ask for a new password.',
  },
  two_factor_failed: {
    meaning: 'The code or the challenge is wrong, used or too old.',
    action: 'Give the next code, or sign in again.',
  },
  token_invalid: {
    meaning:
      'The token out of a mail, or the state of an attempt to connect, is unknown, used, too old or somebody else’s.',
    action: 'Ask for a new mail, or begin to connect again.',
  },
  email_not_verified: {
    meaning: 'The password is right, and the address isn’t verified.',
    action: 'Use the token of the mail, or let it be sent again.',
  },
  password_wrong: {
    meaning: 'A call that asks for the password again got a wrong one.',
    action: 'Give the right one, or reset it.',
  },
  foreign_origin: {
    meaning: 'A page of another origin sent a session’s cookie, or asked for one.',
    action: 'Serve the page from this server, or list its origin in `CORS_ORIGINS`.',
  },
  session_required: {
    meaning: 'The call is for a signed-in person, and an API key was sent.',
    action: 'Sign in and send the session instead of the key.',
  },
  organization_required: {
    meaning: 'The person named no organization and has none, or is no member of the one named in `x-organization`.',
    action: 'Name one of your own by id or slug.',
  },
  organization_suspended: {
    meaning: 'The operator has suspended the organization: `details.since`, `details.reason`.',
    action: 'Clear the reason with the operator; the owner may delete the organization.',
    details: { since: '2026-03-01T09:30:00.000Z', reason: 'Unclear ownership' },
  },
  restricted: {
    meaning: 'The call concerns the whole organization, and the membership is restricted to some artists.',
    action: 'Let an unrestricted member make the call.',
  },
  forbidden: {
    meaning: 'The key or the member lacks the permission `details.permission`. The input wasn’t looked at.',
    action: 'Use a key that has it, or ask an admin for it.',
    details: { permission: 'artists:write' },
  },
  not_found: {
    meaning: 'This organization has no such entity. An entity of another organization is answered in the same way.',
    action: 'Check the id; `details.entity` says what was looked for.',
    details: { entity: 'campaign', id: exampleId },
  },
  procedure_not_found: {
    meaning: 'No procedure, address or page has this name.',
    action: 'Compare it with the list of procedures.',
    see: { page: 'api.md', text: 'API' },
  },
  method_not_allowed: {
    meaning: 'A tRPC query was sent with POST, or a mutation with GET.',
    action: 'Send queries with GET, mutations with POST.',
  },
  conflict: {
    meaning: 'A value is taken (`details.field`), or an import has its content already (`details.status`).',
    action: 'Use another value, or announce a new import.',
    details: { field: 'name' },
  },
  stale_version: {
    meaning: 'Somebody changed the entity since it was read.',
    action: 'Look at `details.current`, and repeat the change with its `version`.',
    details: { current: { id: exampleId, version: 4, name: 'Release week' } },
  },
  last_owner: {
    meaning: 'The only owner of the organization would leave, be removed or get another role.',
    action: 'Make another member an owner, then repeat the call.',
  },
  plan_limit: {
    meaning:
      'The organization’s plan allows no more than `details.limit` of `details.resource`, and `details.used` are there; `details.suggestedPlan` would have room.',
    action: 'Free some, or change the plan.',
    see: { page: 'billing.md#limits', text: 'billing' },
    details: { resource: 'activeCampaigns', limit: 3, used: 3, suggestedPlan: 'starter' },
  },
  payment_overdue: {
    meaning:
      'A payment is overdue beyond its grace (`details.since`, `details.stripeStatus`): nothing but billing can be changed. Nothing is lost.',
    action: 'Pay in the portal.',
    see: { page: 'billing.md#what-a-subscription-gives', text: 'billing' },
    details: { stripeStatus: 'past_due', since: '2026-03-01T09:30:00.000Z' },
  },
  idempotency_key_reused: {
    meaning: 'The same `Idempotency-Key` was sent before with another input.',
    action: 'Use a new key for a new call.',
  },
  rate_limited: {
    meaning:
      'The limit `details.policy` (`caller`, `organization` or `address`) of `details.limit` points in `details.windowSeconds` is used up; or, with the policy `attempts`, there were too many attempts to sign in or mails to one address.',
    action: 'Wait for `details.retryAfterSeconds`.',
    see: { page: 'limits.md', text: 'limits' },
    details: { policy: 'caller', limit: 1000, windowSeconds: 60, retryAfterSeconds: 12 },
  },
  upload_out_of_order: {
    meaning: 'The part begins after the end of what is stored.',
    action: 'Go on at `details.receivedBytes`.',
    details: { receivedBytes: 1048576 },
  },
  fx_rate_missing: {
    meaning:
      'A number was asked for in a report currency, and no reference rate of the days up to it is stored; `details.currency` and `details.date` say which.',
    action: 'Import the rates with `fxRates.import`, or ask without a report currency.',
    details: { currency: 'USD', date: '2026-03-01' },
  },
  provider_refused: {
    meaning:
      'The person did not agree, or the provider refused: `details.reason`, `details.providerCode`, `details.traceId`.',
    action: 'Begin again with `integrations.connect`.',
    details: { provider: 'meta', reason: 'access_denied', message: null, providerCode: null, traceId: null },
  },
  provider_unreachable: {
    meaning: 'The provider gave no answer, or one that is none.',
    action: 'Wait a little, and begin again with `integrations.connect`.',
    details: { provider: 'meta', reason: 'timeout' },
  },
  payload_too_large: {
    meaning: 'A call’s body is over 1 MiB, or an export over 2 GiB; `details.limitBytes` says which.',
    action: 'Send less, or split the export.',
    details: { limitBytes: 1048576 },
  },
  unsupported_media_type: {
    meaning: 'The body isn’t announced as JSON.',
    action: 'Send `content-type: application/json`.',
  },
  stopping: {
    meaning: 'The server process that held the stream is stopping.',
    action: 'Connect again with the last event’s id; the SDK does it by itself.',
  },
  store_unreachable: {
    meaning: 'PostgreSQL or the document store doesn’t answer.',
    action: 'Try again shortly; `/readyz` says which one.',
  },
  deadline_exceeded: {
    meaning: 'The call, or the arrival of its body, took longer than `details.limitSeconds`.',
    action: 'Ask for less at once. Whether a mutation happened, the same call with the same `Idempotency-Key` tells.',
    details: { limitSeconds: 30 },
  },
  internal: {
    meaning: 'A fault of ours. Its cause is in the server’s log under the request id.',
    action: 'Report the request id.',
  },
};

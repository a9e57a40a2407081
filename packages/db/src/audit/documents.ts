import { type DocumentIn, defineCollection, linkFields, oneYear } from '../core/collection.ts';
import {
  either,
  flag,
  instant,
  list,
  map,
  nullable,
  number,
  oneOf,
  record,
  text,
  uuid,
  whole,
} from '../core/document-fields.ts';

const spreadById = {
  keys: { organizationId: 1, _id: 1 },
  reason: 'Appended only; ids spread an organization over as many chunks as it fills, a small one lies on one shard.',
} as const;

const name = '[A-Za-z][A-Za-z0-9_]{0,63}';
/** As long as a request may be: an entry that does not fit would hold up all that come after it. */
const json = text(2_000_000);
const requestId = nullable(text(128));

/** Who changed what: the audit trail. `_id` is the event's id in the outbox. */
export const activityEvents = defineCollection({
  name: 'activity_events',
  fields: {
    ...linkFields,
    action: text(100, '[a-zA-Z]+(\\.[a-zA-Z]+)*'),
    actor: record({ kind: oneOf('user', 'apiKey', 'system'), id: nullable(uuid) }),
    resource: record({ kind: text(64), id: uuid }),
    /** Changed fields with their values as JSON text; null where there was none. */
    changes: list(record({ field: text(200), before: nullable(json), after: nullable(json) }), 500),
    ip: nullable(text(45)),
    userAgent: nullable(text(1000)),
    requestId,
    timestamp: instant,
    receivedAt: instant,
  },
  indexes: [
    { organizationId: 1, timestamp: 1, _id: 1 },
    { organizationId: 1, 'actor.id': 1, timestamp: 1, _id: 1 },
    { organizationId: 1, 'actor.kind': 1, timestamp: 1, _id: 1 },
    { organizationId: 1, 'resource.id': 1, timestamp: 1, _id: 1 },
    { organizationId: 1, 'resource.kind': 1, timestamp: 1, _id: 1 },
    { organizationId: 1, requestId: 1, timestamp: 1, _id: 1 },
  ],
  expiry: { field: 'receivedAt', days: oneYear },
  shardKey: spreadById,
});
export type ActivityEventDocument = DocumentIn<typeof activityEvents>;

/** What the system did for an organization: calls of procedures and to providers, runs of a sync, errors, durations. */
export const systemEvents = defineCollection({
  name: 'system_events',
  fields: {
    ...linkFields,
    kind: oneOf('api_call', 'sync_job', 'error', 'performance'),
    level: oneOf('info', 'warning', 'error'),
    name: text(200),
    message: nullable(text(10_000)),
    durationMs: nullable(number(0, Number.MAX_SAFE_INTEGER)),
    requestId,
    details: map(name, nullable(either(text(10_000), number(-Number.MAX_VALUE, Number.MAX_VALUE), flag))),
    timestamp: instant,
    receivedAt: instant,
  },
  indexes: [
    { organizationId: 1, kind: 1, level: 1, timestamp: 1, _id: 1 },
    // For the operator, who looks at all organizations.
    { kind: 1, level: 1, timestamp: 1, _id: 1 },
  ],
  expiry: { field: 'receivedAt', days: 30 },
  shardKey: spreadById,
});
export type SystemEventDocument = DocumentIn<typeof systemEvents>;

/**
 * Calls of one key to one procedure within a minute, as one server process counted them: a process writes its whole
 * counts again and again, so a repeated or lost write changes nothing in the end.
 */
export const apiUsage = defineCollection({
  name: 'api_usage',
  fields: {
    ...linkFields,
    apiKeyId: nullable(uuid),
    /** Names the count: each process makes its own, and none is gone on with once it was put away. */
    writerId: uuid,
    /** The procedure. */
    route: text(200),
    /** Start of the minute. */
    timestamp: instant,
    receivedAt: instant,
    requests: whole(),
    /** How calls ended, by code: `ok`, `rate_limited`, `forbidden` and so on. */
    outcomes: map(name, whole()),
    /** Calls by the upper bound of their duration, for example `le_250` (milliseconds) or `le_inf`. */
    durations: map('le_(?:[0-9]{1,6}|inf)', whole()),
    requestBytes: whole(),
    responseBytes: whole(),
  },
  indexes: [
    { organizationId: 1, timestamp: 1 },
    { organizationId: 1, apiKeyId: 1, timestamp: 1 },
  ],
  expiry: { field: 'receivedAt', days: 90 },
  changedBy: 'requests',
  shardKey: spreadById,
});
export type ApiUsageDocument = DocumentIn<typeof apiUsage>;

import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { CalendarDate, Instant } from '../core/time.ts';

/** Longest range that can be asked for; counts are kept for 90 days. */
export const longestUsageDays = 92;

export const ApiUsageInput = PageInput.extend({
  groupBy: z.enum(['apiKey', 'procedure', 'day']).default('apiKey').describe('What calls are added up by.'),
  from: Instant.optional().describe('Minutes that begin then or later; 24 hours before `to` unless given.'),
  to: Instant.optional().describe('Minutes that begin before then; now unless given. At most 92 days after `from`.'),
  apiKeyId: Id.optional().describe('Only calls of this key.'),
  procedure: z.string().max(100).optional().describe('Only calls of this procedure, for example `artists.list`.'),
}).meta({ id: 'ApiUsageInput' });

const count = z.int().min(0);
const latency = z.number().min(0).nullable();

export const ApiUsage = z
  .object({
    apiKeyId: Id.nullable().describe('Grouped by key: the key, or null for calls of signed-in people. Else null.'),
    procedure: z.string().nullable().describe('Grouped by procedure: its name. Else null.'),
    day: CalendarDate.nullable().describe('Grouped by day: the day in UTC. Else null.'),
    requests: count.describe('Calls; each part of a batch is one.'),
    succeeded: count.describe('Calls that were answered with 2xx.'),
    refused: count.describe('Calls that were answered with 4xx.'),
    failed: count.describe('Calls that were answered with 5xx.'),
    outcomes: z.record(z.string(), count).describe('Calls by `ok` or the code of their error.'),
    latencyMs: z
      .object({ p50: latency, p95: latency, p99: latency })
      .describe('Half, 95 and 99 of 100 calls took no longer, in milliseconds; read from buckets, so approximate.'),
    requestBytes: count.describe('Bytes that callers sent, heads included.'),
    responseBytes: count.describe('Bytes that were answered, heads included.'),
  })
  .meta({ id: 'ApiUsage' });
export type ApiUsage = z.infer<typeof ApiUsage>;

import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { query } from '../core/procedure.ts';
import { Instant } from '../core/time.ts';

export const systemEventKinds = ['api_call', 'sync_job', 'error', 'performance'] as const;
export const systemEventLevels = ['info', 'warning', 'error'] as const;

/** Something that the system did, for an organization or for itself. */
export const SystemEvent = z
  .object({
    id: Id,
    at: Instant,
    organizationId: Id.nullable().describe('Null for what concerns none: care of the stores, a call of nobody.'),
    kind: z.enum(systemEventKinds),
    level: z.enum(systemEventLevels).describe('How bad it is; `error` is a fault of the installation.'),
    name: z.string().describe('The procedure or the work, for example `artists.list` or `import`.'),
    message: z.string().nullable().describe('What went wrong, without keys and values; null where nothing did.'),
    durationMs: z.number().min(0).nullable(),
    requestId: z.string().nullable().describe('Of the request that a caller may report.'),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
  })
  .meta({ id: 'SystemEvent' });
export type SystemEvent = z.infer<typeof SystemEvent>;

export const SystemEventListInput = PageInput.extend({
  organizationId: Id.optional().describe('Only events of this organization.'),
  kind: z.enum(systemEventKinds).optional(),
  level: z.enum(systemEventLevels).optional().describe('Only events of exactly this level.'),
  from: Instant.optional().describe('Only events at or after this moment; 24 hours before `to` unless given.'),
  to: Instant.optional().describe('Only events before this moment; now unless given.'),
}).meta({ id: 'SystemEventListInput' });

export const listSystemEvents = query({
  permission: 'staff',
  input: SystemEventListInput,
  output: pageOf(SystemEvent).meta({ id: 'SystemEventPage' }),
  errors: ['invalid_cursor'],
  http: { method: 'GET', path: '/v1/staff/system-events' },
  weight: 5,
  summary: 'List what the installation did',
  description:
    'Staff sees calls with their durations, jobs, syncs and faults of all organizations, the newest first: names of procedures, codes and times, none of an organization’s rows. Kept for 30 days; some seconds behind.',
  example: { level: 'error', limit: 20 },
});

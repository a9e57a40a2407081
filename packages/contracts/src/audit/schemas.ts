import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';

export const AuditChange = z
  .object({
    field: z.string(),
    before: z.unknown().describe('Null where there was nothing.'),
    after: z.unknown().describe('Null where nothing is left.'),
  })
  .meta({ id: 'AuditChange' });

const ActorKind = z.enum(['user', 'apiKey', 'system']);

export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    action: z.string().describe('Procedure that made the change, for example `campaigns.update`.'),
    actor: z
      .object({ kind: ActorKind, id: Id.nullable() })
      .describe('Who did it: a person, a key by its id, or the system.'),
    resource: z.object({ kind: z.string(), id: Id }),
    changes: z.array(AuditChange).describe('Fields that were set or changed; secrets never appear.'),
    requestId: z.string().nullable(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const filters = {
  action: z.string().max(100).optional().describe('Only changes made by this procedure.'),
  actorKind: ActorKind.optional().describe('Only changes by people, by keys, or by the system.'),
  actorId: Id.optional().describe('Only changes by this person or key.'),
  resourceKind: z.string().max(64).optional().describe('Only changes of things of this kind, for example `campaign`.'),
  resourceId: Id.optional().describe('Only changes of this thing.'),
  requestId: z.string().max(128).optional().describe('Only changes that this request made.'),
  from: Instant.optional().describe('Only changes at or after this moment.'),
  to: Instant.optional().describe('Only changes before this moment.'),
};

export const AuditListInput = PageInput.extend(filters).meta({ id: 'AuditListInput' });

export const auditExportFormats = ['jsonl', 'csv'] as const;

export const AuditExportInput = PageInput.extend({
  ...filters,
  limit: z
    .int()
    .min(1)
    .max(1000)
    .default(500)
    .describe('Entries in one page, 1 to 1000; fewer come where they are large.'),
  format: z.enum(auditExportFormats).default('jsonl').describe('JSON text for each entry, or rows of a CSV file.'),
}).meta({ id: 'AuditExportInput' });

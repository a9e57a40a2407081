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

export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    action: z.string().describe('Procedure that made the change, for example `campaigns.update`.'),
    actor: z
      .object({ kind: z.enum(['user', 'apiKey', 'system']), id: Id.nullable() })
      .describe('Who did it: a person, a key by its id, or the system.'),
    resource: z.object({ kind: z.string(), id: Id }),
    changes: z.array(AuditChange).describe('Fields that were set or changed; secrets never appear.'),
    requestId: z.string().nullable(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditListInput = PageInput.extend({
  action: z.string().max(100).optional().describe('Only changes made by this procedure.'),
  resourceId: Id.optional().describe('Only changes of this thing.'),
  from: Instant.optional().describe('Only changes at or after this moment.'),
  to: Instant.optional().describe('Only changes before this moment.'),
}).meta({ id: 'AuditListInput' });

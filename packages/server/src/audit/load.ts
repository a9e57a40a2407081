import type { AuditEntry } from '@songtrackpro/contracts';
import type { AuditEvent } from '@songtrackpro/db';

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

export function toAuditEntry({ changes, ...event }: AuditEvent): AuditEntry {
  return {
    ...event,
    changes: changes.map(({ field, before, after }) => ({ field, before: parsed(before), after: parsed(after) })),
  };
}

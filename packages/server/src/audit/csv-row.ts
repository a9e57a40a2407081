import type { AuditEntry } from '@songtrackpro/contracts';
import { csvCell } from '../core/csv-cell.ts';

const columns: Readonly<Record<string, (entry: AuditEntry) => string | null>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  action: ({ action }) => action,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id,
  resourceKind: ({ resource }) => resource.kind,
  resourceId: ({ resource }) => resource.id,
  changes: ({ changes }) => JSON.stringify(changes),
  requestId: ({ requestId }) => requestId,
  ip: ({ ip }) => ip,
  userAgent: ({ userAgent }) => userAgent,
};

export const csvHeader = Object.keys(columns).join(',');

/** An entry as a row of a CSV file (RFC 4180); its changes are JSON text in one cell, so that a row is one line. */
export function csvRow(entry: AuditEntry): string {
  return Object.values(columns)
    .map((read) => csvCell(read(entry)))
    .join(',');
}

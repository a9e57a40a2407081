// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { AuditEntry } from './schemas.ts';
import type { SystemEvent } from './system-events.ts';

export interface AuditExportPage {
  items: string[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AuditPage {
  items: AuditEntry[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface SystemEventPage {
  items: SystemEvent[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

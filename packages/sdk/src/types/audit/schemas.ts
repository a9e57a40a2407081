// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';

export interface AuditChange {
  field: string;
  /** Null where there was nothing. */
  before: unknown;
  /** Null where nothing is left. */
  after: unknown;
}

export interface AuditEntry {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  /** Procedure that made the change, for example `campaigns.update`. */
  action: string;
  /** Who did it: a person, a key by its id, or the system. */
  actor: {
    kind: 'user' | 'apiKey' | 'system';
    id: string | null;
  };
  resource: {
    kind: string;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
  };
  /** Fields that were set or changed; secrets never appear. */
  changes: AuditChange[];
  requestId: string | null;
  ip: string | null;
  userAgent: string | null;
}

export interface AuditExportInput {
  /** Entries in one page, 1 to 1000; fewer come where they are large. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only changes made by this procedure. */
  action?: string | undefined;
  /** Only changes by people, by keys, or by the system. */
  actorKind?: 'user' | 'apiKey' | 'system' | undefined;
  /** Only changes by this person or key. */
  actorId?: string | undefined;
  /** Only changes of things of this kind, for example `campaign`. */
  resourceKind?: string | undefined;
  /** Only changes of this thing. */
  resourceId?: string | undefined;
  /** Only changes that this request made. */
  requestId?: string | undefined;
  /** Only changes at or after this moment. */
  from?: Instant | undefined;
  /** Only changes before this moment. */
  to?: Instant | undefined;
  /** JSON text for each entry, or rows of a CSV file. */
  format?: 'jsonl' | 'csv' | undefined;
}

export interface AuditListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only changes made by this procedure. */
  action?: string | undefined;
  /** Only changes by people, by keys, or by the system. */
  actorKind?: 'user' | 'apiKey' | 'system' | undefined;
  /** Only changes by this person or key. */
  actorId?: string | undefined;
  /** Only changes of things of this kind, for example `campaign`. */
  resourceKind?: string | undefined;
  /** Only changes of this thing. */
  resourceId?: string | undefined;
  /** Only changes that this request made. */
  requestId?: string | undefined;
  /** Only changes at or after this moment. */
  from?: Instant | undefined;
  /** Only changes before this moment. */
  to?: Instant | undefined;
}

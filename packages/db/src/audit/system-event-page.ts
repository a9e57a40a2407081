import type { Document } from 'mongodb';
import { toUuid } from '../core/mongo.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { SystemEventDocument } from './documents.ts';
import { installationId, type SystemEvent } from './system-event.ts';

/** An event as it is read. */
export interface LoggedEvent extends Omit<SystemEvent, 'eventId'> {
  id: string;
  /** Null for what concerns the installation itself. */
  organizationId: string | null;
}

export interface SystemEventFilter {
  kind?: SystemEventDocument['kind'] | undefined;
  level?: SystemEventDocument['level'] | undefined;
  /** Events at this moment or later. */
  from: Date;
  /** Events before it; all unless given. */
  to?: Date | undefined;
}

export type SystemEventQuery = PageRequest & SystemEventFilter;

type Find = (filter: Document, read: { sort: Record<string, 1 | -1>; limit: number }) => Promise<SystemEventDocument[]>;

const kinds = ['api_call', 'sync_job', 'error', 'performance'] as const;
const levels = ['info', 'warning', 'error'] as const;

const newestFirst = { timestamp: -1, _id: -1 } as const;

/** Instants first; ids of one instant in the order of their bytes, which their text has too. */
const byNewest = (a: SystemEventDocument, b: SystemEventDocument): number =>
  b.timestamp.getTime() - a.timestamp.getTime() || (a._id.toString() < b._id.toString() ? 1 : -1);

/** Behind the last event of the page before: an instant and an id. */
function within({ from, to, after }: SystemEventQuery): Document {
  const [at, id] = after?.split(' ') ?? [];
  const last = at === undefined ? null : new Date(at);
  return {
    timestamp: { $gte: from, ...(to && { $lt: to }), ...(last && { $lte: last }) },
    ...(last && { $or: [{ timestamp: { $lt: last } }, { _id: { $lt: toUuid(id ?? '') } }] }),
  };
}

function fromDocument(event: SystemEventDocument): LoggedEvent {
  const { _id, level, kind, name, message, durationMs, requestId, details, timestamp } = event;
  const organizationId = event.organizationId.toString();
  return {
    id: _id.toString(),
    organizationId: organizationId === installationId ? null : organizationId,
    kind,
    level,
    name,
    message,
    durationMs,
    requestId,
    details,
    timestamp,
  };
}

/**
 * A page of events, newest first. Each kind and level is read by itself, in the order of its index, and the pages are
 * merged: few errors are found among any number of calls without reading those.
 */
export async function readEventPage(find: Find, query: SystemEventQuery): Promise<Page<LoggedEvent>> {
  const { kind, level, limit } = query;
  const range = within(query);
  const branches = (kind ? [kind] : kinds).flatMap((oneKind) =>
    (level ? [level] : levels).map((oneLevel) => ({ kind: oneKind, level: oneLevel, ...range })),
  );
  const pages = await Promise.all(branches.map((filter) => find(filter, { sort: newestFirst, limit: limit + 1 })));
  const found = pages.flat().toSorted(byNewest);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(fromDocument),
    next: found.length > limit && last ? `${last.timestamp.toISOString()} ${last._id.toString()}` : null,
  };
}

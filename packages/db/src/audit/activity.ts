import { z } from 'zod';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, toUuidOrNull } from '../core/mongo.ts';
import type { OutboxRow } from '../core/outbox.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { type ActivityEventDocument, activityEvents } from './documents.ts';

const AuditPayload = z.object({
  action: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['user', 'apiKey', 'system']), id: z.uuid().nullable() }),
  resource: z.object({ kind: z.string(), id: z.uuid() }),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  requestId: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});

/** One change of one thing; values of fields are JSON text, null where there was or is nothing. */
export type AuditEvent = z.infer<typeof AuditPayload> & { id: string };

export interface AuditFilter {
  action?: string | undefined;
  actorKind?: AuditEvent['actor']['kind'] | undefined;
  actorId?: string | undefined;
  resourceKind?: string | undefined;
  resourceId?: string | undefined;
  requestId?: string | undefined;
  /** Instants in ISO 8601: from the first, before the second. */
  from?: string | undefined;
  to?: string | undefined;
}

function toDocument(row: OutboxRow, receivedAt: Date): ActivityEventDocument {
  const { at, actor, resource, ...rest } = AuditPayload.parse(row.payload);
  const linked = (kind: string) => (resource.kind === kind ? toUuid(resource.id) : null);
  return {
    ...rest,
    _id: toUuid(row.id),
    organizationId: toUuid(row.organizationId),
    campaignId: linked('campaign'),
    trackId: linked('track'),
    userId: actor.kind === 'user' ? toUuidOrNull(actor.id) : null,
    accountId: linked('adAccount'),
    actor: { kind: actor.kind, id: toUuidOrNull(actor.id) },
    resource: { kind: resource.kind, id: toUuid(resource.id) },
    timestamp: new Date(at),
    receivedAt,
  };
}

/** Stores audit entries of the outbox. An entry that is there already stays as it is, so delivery may be repeated. */
export async function deliverAudit(db: DocumentDatabase, rows: readonly OutboxRow[]): Promise<void> {
  for (const [organizationId, own] of Map.groupBy(rows, (row) => row.organizationId)) {
    const events = tenantCollection(db, activityEvents, organizationId);
    await events.write(own.map((row) => ({ insert: toDocument(row, row.createdAt) })));
  }
}

function fromDocument(document: ActivityEventDocument): AuditEvent {
  const { _id, action, actor, resource, changes, requestId, ip, userAgent, timestamp } = document;
  return {
    id: _id.toString(),
    at: timestamp.toISOString(),
    action,
    actor: { kind: actor.kind, id: actor.id?.toString() ?? null },
    resource: { kind: resource.kind, id: resource.id.toString() },
    changes,
    requestId,
    ip,
    userAgent,
  };
}

function filterOf({ after, from, to, ...named }: Omit<PageRequest, 'limit'> & AuditFilter) {
  const { action, actorKind, actorId, resourceKind, resourceId, requestId } = named;
  const [at, id] = after?.split(' ') ?? [];
  const timestamp = at === undefined ? null : new Date(at);
  return {
    ...(action !== undefined && { action }),
    ...(actorKind !== undefined && { 'actor.kind': actorKind }),
    ...(actorId !== undefined && { 'actor.id': toUuid(actorId) }),
    ...(resourceKind !== undefined && { 'resource.kind': resourceKind }),
    ...(resourceId !== undefined && { 'resource.id': toUuid(resourceId) }),
    ...(requestId !== undefined && { requestId }),
    timestamp: {
      $gte: new Date(from ?? 0),
      ...(to !== undefined && { $lt: new Date(to) }),
      ...(timestamp && { $lte: timestamp }),
    },
    ...(timestamp && { $or: [{ timestamp: { $lt: timestamp } }, { _id: { $lt: toUuid(id ?? '') } }] }),
  };
}

/** A page of what was changed, newest first. */
export async function listAuditEvents(
  db: DocumentDatabase,
  organizationId: string,
  { limit, ...filter }: PageRequest & AuditFilter,
): Promise<Page<AuditEvent>> {
  const events = tenantCollection(db, activityEvents, organizationId);
  const found = await events.find(filterOf(filter), { sort: { timestamp: -1, _id: -1 }, limit: limit + 1 });
  const items = found.slice(0, limit).map(fromDocument);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? `${last.at} ${last.id}` : null };
}

import type { OutboxEntry } from '@songtrackpro/db';
import type { RequestContext } from './context.ts';

/** Who did something, as far as the audit needs to know. */
export type AuditActor =
  | { kind: 'apiKey'; apiKey: { id: string } }
  | { kind: 'user'; user: { id: string } }
  | { kind: 'system' };

/** What a mutation did to one thing: who and where from are added to it. */
export interface AuditChange {
  resource: { kind: string; id: string };
  /** The thing before, null when it is new; secrets are left out by the caller. */
  before: object | null;
  /** The thing after, null when it is gone. */
  after: object | null;
}

/** Fields that follow from a change and would only repeat it. */
const derived = new Set(['id', 'version', 'createdAt', 'updatedAt']);

interface FieldChange {
  field: string;
  /** JSON text, null where there was nothing. */
  before: string | null;
  after: string | null;
}

const jsonOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));

/** The top-level fields in which two states of a thing differ. */
function fieldChanges(before: object | null, after: object | null): FieldChange[] {
  const [old, fresh] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])].filter((field) => !derived.has(field));
  return fields
    .map((field) => ({ field, before: jsonOf(old.get(field)), after: jsonOf(fresh.get(field)) }))
    .filter((change) => change.before !== change.after);
}

function actorOf(actor: AuditActor): Record<string, unknown> {
  if (actor.kind === 'apiKey') return { kind: 'apiKey', id: actor.apiKey.id };
  return actor.kind === 'user' ? { kind: 'user', id: actor.user.id } : { kind: 'system', id: null };
}

/** The audit entry of a change, to be put into the outbox in the change's own transaction. */
export function auditEntry(
  request: Pick<RequestContext, 'requestId' | 'origin'>,
  actor: AuditActor,
  call: { action: string; at: Date },
  { resource, before, after }: AuditChange,
): OutboxEntry {
  const { requestId, origin } = request;
  return {
    topic: 'audit',
    payload: {
      action: call.action,
      at: call.at.toISOString(),
      actor: actorOf(actor),
      resource,
      changes: fieldChanges(before, after),
      requestId,
      ...origin,
    },
  };
}

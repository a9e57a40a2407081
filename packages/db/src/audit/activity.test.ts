import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { toUuid } from '../core/mongo.ts';
import type { OutboxRow } from '../core/outbox.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { type AuditFilter, deliverAudit, listAuditEvents } from './activity.ts';

const { documents, native } = await openTestDocuments();
const { db } = documents;

function row(organizationId: string, second: number, parts: Record<string, unknown> = {}): OutboxRow {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, second));
  const payload = {
    action: 'campaigns.update',
    at: at.toISOString(),
    actor: { kind: 'apiKey', id: randomUUID() },
    resource: { kind: 'campaign', id: randomUUID() },
    changes: [{ field: 'name', before: '"a"', after: '"b"' }],
    requestId: 'r',
    ip: '127.0.0.1',
    userAgent: null,
    ...parts,
  };
  return { id: randomUUID(), organizationId, topic: 'audit', payload, createdAt: at };
}

test('a delivery that is repeated leaves one entry, as it was', async () => {
  const organizationId = randomUUID();
  const rows = [row(organizationId, 1), row(organizationId, 2)];
  await Promise.all([deliverAudit(db, rows), deliverAudit(db, rows.toReversed())]);
  await deliverAudit(db, rows);
  const { items } = await listAuditEvents(db, organizationId, { limit: 10, after: null });
  expect(items).toEqual(rows.toReversed().map(({ id, payload }) => ({ id, ...payload })));
});

test('pages follow each other without a gap, also among entries of the same moment', async () => {
  const organizationId = randomUUID();
  const rows = [1, 1, 1, 2, 2, 3].map((second) => row(organizationId, second));
  await deliverAudit(db, rows);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(db, organizationId, {
      limit: 2,
      after,
    });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(seen).toHaveLength(rows.length);
  expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
});

test('entries are found by action, thing and time', async () => {
  const organizationId = randomUUID();
  const rows = [row(organizationId, 1), row(organizationId, 2, { action: 'tracks.create' }), row(organizationId, 3)];
  await deliverAudit(db, rows);
  const list = async (filter: object) => {
    const { items } = await listAuditEvents(db, organizationId, { limit: 10, after: null, ...filter });
    return items.map(({ id }) => rows.findIndex((one) => one.id === id));
  };
  expect(await list({ action: 'tracks.create' })).toEqual([1]);
  expect(await list({ resourceId: String(Object(rows[0]?.payload.resource).id) })).toEqual([0]);
  expect(await list({ from: '2026-01-01T00:00:02.000Z' })).toEqual([2, 1]);
  expect(await list({ from: '2026-01-01T00:00:01.000Z', to: '2026-01-01T00:00:03.000Z' })).toEqual([1, 0]);
});

test('an entry that is no audit entry is refused before anything is stored', async () => {
  const organizationId = randomUUID();
  const broken = [row(organizationId, 1), row(organizationId, 2, { resource: null })];
  await expect(deliverAudit(db, broken)).rejects.toThrow();
  expect((await listAuditEvents(db, organizationId, { limit: 10, after: null })).items).toEqual([]);
});

test('entries are found by who, by kind of thing and by request, each with an index that reads no other entry', async () => {
  const organizationId = randomUUID();
  const [person, campaign] = [randomUUID(), randomUUID()];
  const rows = [
    row(organizationId, 1, { actor: { kind: 'user', id: person }, requestId: 'one' }),
    row(organizationId, 2, { actor: { kind: 'system', id: null }, resource: { kind: 'artist', id: randomUUID() } }),
    row(organizationId, 3, { actor: { kind: 'user', id: person }, resource: { kind: 'campaign', id: campaign } }),
    row(organizationId, 4, { actor: { kind: 'user', id: randomUUID() }, requestId: 'one' }),
    ...Array.from({ length: 40 }, (_, index) =>
      row(organizationId, 10 + index, { resource: { kind: 'track', id: randomUUID() } }),
    ),
  ];
  await deliverAudit(db, rows);
  const cases: [AuditFilter, Record<string, unknown>, number[]][] = [
    [{ actorKind: 'user' }, { 'actor.kind': 'user' }, [3, 2, 0]],
    [{ actorId: person }, { 'actor.id': toUuid(person) }, [2, 0]],
    [{ resourceKind: 'campaign' }, { 'resource.kind': 'campaign' }, [3, 2, 0]],
    [{ resourceId: campaign }, { 'resource.id': toUuid(campaign) }, [2]],
    [{ requestId: 'one' }, { requestId: 'one' }, [3, 0]],
  ];
  for (const [filter, stored, found] of cases) {
    const { items } = await listAuditEvents(db, organizationId, { limit: 10, after: null, ...filter });
    expect(
      items.map(({ id }) => rows.findIndex((one) => one.id === id)),
      Object.keys(filter)[0],
    ).toEqual(found);
    const plan = await native
      .collection('activity_events')
      .find({ organizationId: toUuid(organizationId), ...stored, timestamp: { $gte: new Date(0) } })
      .sort({ timestamp: -1, _id: -1 })
      .limit(11)
      .explain('executionStats');
    expect(plan.executionStats, Object.keys(filter)[0]).toMatchObject({ totalDocsExamined: found.length });
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).not.toContain('"SORT"');
  }
});

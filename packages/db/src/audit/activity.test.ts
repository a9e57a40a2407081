import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxRow } from '../core/outbox.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { deliverAudit, listAuditEvents } from './activity.ts';

const { documents } = await openTestDocuments();
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

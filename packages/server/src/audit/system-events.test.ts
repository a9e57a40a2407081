import { randomUUID } from 'node:crypto';
import type { SystemEvent } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person, makeStaff } = await openTestServer();
const { systemLog } = server.services;

async function staff() {
  const somebody = await person();
  await makeStaff(somebody);
  return somebody.client;
}

test('staff finds calls, jobs and faults of any organization by kind, level and time, and no name of what it has', async () => {
  const [label, other] = [await organization(), await organization()];
  const from = new Date(Date.now() - 60_000).toISOString();
  await label.client.artists.create({ name: 'Secret signing' });
  await other.client.artists.list();
  systemLog.record({ kind: 'sync_job', level: 'error', name: 'import', organizationId: label.id, durationMs: 12.34 });
  await systemLog.flush();
  const operator = await staff();
  const of = async (filter: object) => {
    const input = { organizationId: label.id, from, ...filter };
    return (await operator.audit.listSystemEvents(input).toArray({ limit: 100 })) satisfies SystemEvent[];
  };
  const all = (await of({})).toSorted((a, b) => a.name.localeCompare(b.name));
  expect(all).toMatchObject([
    { kind: 'api_call', level: 'info', name: 'artists.create', details: { code: 'ok' }, organizationId: label.id },
    { kind: 'sync_job', level: 'error', name: 'import', durationMs: 12.3, organizationId: label.id },
  ]);
  expect(JSON.stringify(all)).not.toContain('Secret signing');
  expect(await of({ kind: 'api_call' })).toEqual([all[0]]);
  expect(await of({ level: 'error' })).toEqual([all[1]]);
  expect(await of({ to: from })).toEqual([]);
  const everywhere = await operator.audit.listSystemEvents({ from, kind: 'api_call' }).toArray({ limit: 10_000 });
  expect(new Set(everywhere.map(({ organizationId }) => organizationId))).toContain(other.id);
});

test('pages of events leave none out and show none twice, also where many have one moment', async () => {
  const { id } = await organization();
  const names = Array.from({ length: 25 }, (_, at) => `event ${at}`);
  for (const [at, name] of names.entries())
    systemLog.record({
      kind: at % 2 ? 'error' : 'sync_job',
      level: at % 3 ? 'info' : 'warning',
      name,
      organizationId: id,
    });
  await systemLog.flush();
  const operator = await staff();
  const found = await operator.audit.listSystemEvents({ organizationId: id, limit: 4 }).toArray({ limit: 100 });
  expect(found.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const times = found.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
});

test('nobody but staff lists events, and a page of one staff person is no page of another', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  expect(await errorOf(owner.client.audit.listSystemEvents())).toMatchObject({
    code: 'forbidden',
    details: { permission: 'staff' },
  });
  expect(await errorOf(label.client.audit.listSystemEvents())).toMatchObject({ code: 'session_required' });
  for (const name of ['a', 'b']) systemLog.record({ kind: 'error', level: 'info', name, organizationId: label.id });
  await systemLog.flush();
  const query = { organizationId: label.id, limit: 1 };
  const { nextCursor } = await (await staff()).audit.listSystemEvents(query);
  expect(nextCursor).toEqual(expect.any(String));
  const cursor = nextCursor ?? randomUUID();
  expect(await errorOf((await staff()).audit.listSystemEvents({ ...query, cursor }))).toMatchObject({
    code: 'invalid_cursor',
  });
});

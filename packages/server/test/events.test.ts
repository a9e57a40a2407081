import { randomUUID } from 'node:crypto';
import { insertOutbox, inspectSystemEvents, withTenant } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { workOnJobs } from '../src/jobs/job-worker.ts';
import { timelineCsv } from './exports.ts';
import { errorOf, openTestServer } from './support.ts';

const { server, organization } = await openTestServer();
const quiet = await openTestServer({ systemEvents: 'errors' });
const { services } = server;
const since = new Date(Date.now() - 60_000);
const patience = { timeout: 20_000 };
const secret = 'hunter2-of-somebody';

async function events() {
  await services.systemLog.flush();
  const { items } = await inspectSystemEvents(services.documents.db, { from: since, limit: 10_000, after: null });
  return items;
}

/** An entry that can be delivered and not be read, as only a fault of ours could leave it. */
async function breakAudit(organizationId: string): Promise<void> {
  const payload = {
    action: 'artists.create',
    at: new Date().toISOString(),
    actor: { kind: 'system', id: null },
    resource: { kind: 'artist', id: randomUUID() },
    changes: [{ field: 'name', before: null, after: `${secret} is no JSON text` }],
    requestId: null,
    ip: null,
    userAgent: null,
  };
  await withTenant(services.postgres, { organizationId }, (tx) =>
    insertOutbox(tx, organizationId, [{ topic: 'audit', payload }]),
  );
  services.wakeOutbox();
}

test('an internal error leaves an event with the request’s id, its code and cause, and without secrets', async () => {
  const { client, id } = await organization();
  await breakAudit(id);
  await expect
    .poll(
      () =>
        client.audit.list().then(
          () => null,
          (error: unknown) => error,
        ),
      patience,
    )
    .not.toBeNull();
  const error = await errorOf(client.audit.list());
  expect(error).toMatchObject({ code: 'internal' });
  const { requestId } = error as Error & { requestId: string };
  const found = (await events()).filter((event) => event.requestId === requestId);
  expect(found).toMatchObject([
    {
      organizationId: id,
      kind: 'api_call',
      level: 'error',
      name: 'audit.list',
      details: { code: 'internal' },
      message: expect.stringMatching(/^SyntaxError: /),
      durationMs: expect.any(Number),
    },
  ]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('every call leaves an event with its duration, how it ended and its request, also one that was refused', async () => {
  const { client, id } = await organization();
  await client.artists.create({ name: 'Anna' });
  const refused = (await errorOf(client.campaigns.get({ id: randomUUID() }))) as Error & { requestId: string };
  const own = (await events()).filter(({ organizationId }) => organizationId === id);
  const call = { kind: 'api_call', level: 'info', message: null, durationMs: expect.any(Number) };
  expect(own.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
    { ...call, name: 'artists.create', details: { code: 'ok', status: 200 }, requestId: expect.any(String) },
    { ...call, name: 'campaigns.get', details: { code: 'not_found', status: 404 }, requestId: refused.requestId },
  ]);
});

test('where only errors leave events, a call that went well or was refused leaves none', async () => {
  const { client, id } = await quiet.organization();
  await client.artists.create({ name: 'Anna' });
  await errorOf(client.artists.create({ name: '' }));
  await errorOf(client.campaigns.get({ id: randomUUID() }));
  await quiet.server.services.systemLog.flush();
  expect((await events()).filter(({ organizationId }) => organizationId === id)).toEqual([]);
});

test('of more calls than the store takes in time the newest are given up, which is said, and no other event is', async () => {
  const { id } = await organization();
  const { systemLog } = services;
  await systemLog.flush();
  const call = {
    procedure: 'artists.list',
    organizationId: id,
    requestId: 'r',
    durationMs: 1,
    code: 'ok',
    status: 200,
  };
  systemLog.record({ kind: 'error', level: 'error', name: 'a fault', organizationId: id });
  for (let sent = 0; sent < 2500; sent += 1) systemLog.recordCall(call);
  const found = await events();
  const own = found.filter(({ organizationId }) => organizationId === id);
  expect(own.filter(({ kind }) => kind === 'api_call')).toHaveLength(2000);
  expect(own.filter(({ name }) => name === 'a fault')).toHaveLength(1);
  expect(found.filter(({ name }) => name === 'calls given up')).toMatchObject([
    { level: 'warning', organizationId: null, details: { calls: 500 } },
  ]);
});

test('a job leaves an event with its duration, and one that failed with its cause and without keys', async () => {
  const { apiKey } = await organization();
  const name = `q-${randomUUID().slice(0, 8)}`;
  const settings = { retryLimit: 0, retryDelay: 1, retryDelayMax: 1, expireInSeconds: 30, deleteAfterSeconds: 60 };
  const queue = { name, ...settings };
  await services.jobs.declare(queue);
  const run = (_: unknown, data: unknown) => {
    const fault = Object.assign(new Error(`Failed query: select $1\nparams: ${secret}`), { code: 'XX000' });
    const error = new Error(`refused by ${apiKey}, Authorization: Bearer ${secret}`, { cause: fault });
    return (data as { fail: boolean }).fail ? Promise.reject(error) : Promise.resolve();
  };
  await workOnJobs(services, [{ queue, concurrency: { jobs: 1 }, run }]);
  await services.jobs.send(name, { fail: false });
  await services.jobs.send(name, { fail: true });
  const own = async () => (await events()).filter((event) => event.name === `job ${name}`);
  await expect.poll(async () => (await own()).length, patience).toBe(2);
  const found = await own();
  const one = { kind: 'sync_job', organizationId: null, durationMs: expect.any(Number) };
  expect(found.find(({ level }) => level === 'info')).toMatchObject({ ...one, message: null });
  expect(found.find(({ level }) => level === 'error')).toMatchObject({ ...one, message: expect.any(String) });
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${secret}|${apiKey}`));
});

test('an import leaves an event of its organization with how it ended', async () => {
  const { client, id } = await organization();
  const done = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, timelineCsv([['2026-01-01', 1]]));
  const own = async () =>
    (await events()).filter(({ organizationId, kind }) => organizationId === id && kind === 'sync_job');
  const details = { importId: done.id, outcome: 'completed' };
  await expect.poll(own, patience).toMatchObject([{ kind: 'sync_job', level: 'info', name: 'import', details }]);
});

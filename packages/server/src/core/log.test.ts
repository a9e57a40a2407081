import { insertMember, withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';
import { makeApiKey } from './api-key-format.ts';
import { createLog } from './log.ts';
import { logError } from './log-error.ts';
import { readableLine } from './log-line.ts';

const lines: string[] = [];
const log = createLog('trace', { write: (line) => lines.push(line) });
const { server, organization, person } = await openTestServer({ log });

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const lineOf = (requestId: string | null) =>
  expect.poll(() => logged().find((line) => line.requestId === requestId && line.msg === 'request'));

test('a request is one line with who, what, how long and how it ended', async () => {
  const { apiKey, id } = await organization();
  const headers = { authorization: `Bearer ${apiKey}`, 'x-client-request-id': 'order-17' };
  const plain = await fetch(`${server.url}/v1/campaigns/${crypto.randomUUID()}?a=secret-of-query`, { headers });
  await lineOf(plain.headers.get('x-request-id')).toMatchObject({
    level: 'info',
    clientRequestId: 'order-17',
    method: 'GET',
    route: '/v1/campaigns/:id',
    procedure: 'campaigns.get',
    status: 404,
    durationMs: expect.any(Number),
    actor: 'apiKey',
    organizationId: id,
    ip: '127.0.0.1',
  });
  const batch = await fetch(
    `${server.url}/trpc/artists.list,organizations.me?batch=1&input=${encodeURIComponent('{"0":{},"1":{}}')}`,
    { headers },
  );
  await lineOf(batch.headers.get('x-request-id')).toMatchObject({
    procedure: 'artists.list,organizations.me',
    status: 200,
  });
  const nobody = await fetch(`${server.url}/trpc/artists.list`);
  await lineOf(nobody.headers.get('x-request-id')).toMatchObject({ status: 401, actor: null });
});

test('a connection that breaks before the answer is whole is logged as such', async () => {
  const { client, apiKey } = await organization();
  const { id } = await client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const answer = await fetch(`${server.url}/v1/imports/${id}/events`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  await answer.body?.cancel();
  await lineOf(answer.headers.get('x-request-id')).toMatchObject({ procedure: 'imports.watch', brokeOff: true });
});

test('no key, session, cookie or value of a failed statement is in the log', async () => {
  const owner = await organization();
  const { apiKey, id } = owner;
  const { session } = await person({ organization: owner, role: 'owner' });
  const unknown = makeApiKey('live');
  const secrets = [apiKey, session, unknown, 'hunter2-of-a-statement', 'cookie-of-somebody', 'pass-in-the-query'];
  for (const token of [apiKey, session, unknown, `${apiKey}x`]) {
    const headers = { authorization: `Bearer ${token}`, cookie: 'session=cookie-of-somebody' };
    await fetch(`${server.url}/v1/artists?password=pass-in-the-query`, { headers });
    await fetch(`${server.url}/v1/${token}`, { headers });
    await fetch(`${server.url}/trpc/${token}`, { headers });
  }
  const failed = await errorOf(
    withTenant(server.services.postgres, { organizationId: id }, (tx) =>
      insertMember(tx, { organizationId: id, userId: 'hunter2-of-a-statement', role: 'viewer' }),
    ),
  );
  log.error({ err: failed, apiKey, authorization: `Bearer ${session}` }, `with ${apiKey} and Bearer ${session}`);
  const everything = lines.join('');
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(everything).toContain('stp_dev_[redacted]');
});

test('a failed statement is logged without what was bound to it, its cause included', () => {
  const driver = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(a@b.c) exists' });
  const failed = new Error('Failed query: insert into users values ($1)\nparams: hunter2,a\nb', { cause: driver });
  const text = JSON.stringify(logError(failed));
  expect(text).toContain('insert into users values ($1)');
  expect(text).toContain('duplicate key');
  expect(text).not.toMatch(/hunter2|a@b\.c/);
});

test('a level leaves out what is below it', () => {
  const kept: string[] = [];
  const quiet = createLog('warn', { write: (line) => kept.push(line) });
  quiet.info('not this');
  quiet.warn('but this');
  expect(kept).toHaveLength(1);
});

test('on a terminal a line is for people', () => {
  const kept: string[] = [];
  createLog('info', { write: (line) => kept.push(line) }).info({ status: 200, route: '/v1/artists' }, 'request');
  expect(readableLine(kept[0] ?? '')).toMatch(/^\d\d:\d\d:\d\d .*info .* request status=200 route=\/v1\/artists\n$/);
});

test('the SDK’s refused call can be found in the log by its request id', async () => {
  const client = new SongTrackPro({ apiKey: makeApiKey('dev'), baseUrl: server.url });
  const error = await errorOf(client.artists.list());
  await lineOf((error as { requestId?: string }).requestId ?? null).toMatchObject({ status: 401 });
});

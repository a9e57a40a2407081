import { expect, test } from 'vitest';
import { timelineCsv } from '../../../test/exports.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { server, organization } = await openTestServer();
const guarded = await openTestServer({ worker: false, http: { metricsToken: 'a-token-of-the-scraper' } });

const read = async (url: string, headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });
const samples = async () => (await read(server.url)).text();

/** The value of one sample; undefined where there is none. */
async function sample(name: string): Promise<number | undefined> {
  const line = (await samples()).split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test('calls are counted by procedure and class of the answer, on each face and in a batch', async () => {
  const { client, apiKey } = await organization();
  const count = (procedure: string, status: string) =>
    sample(`songtrackpro_call_duration_seconds_count{procedure="${procedure}",status="${status}"}`);
  await client.artists.list();
  await errorOf(client.artists.create({ name: '' }));
  const headers = { authorization: `Bearer ${apiKey}` };
  await fetch(`${server.url}/v1/artists`, { headers });
  const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { id: crypto.randomUUID() } }));
  await fetch(`${server.url}/trpc/artists.list,campaigns.get?batch=1&input=${input}`, { headers });
  expect(await count('artists.list', '2xx')).toBe(3);
  expect(await count('artists.create', '4xx')).toBe(1);
  expect(await count('campaigns.get', '4xx')).toBe(1);
  expect(await sample('songtrackpro_calls_in_flight')).toBe(0);
});

test('an upload counts as a call, and an open subscription is one until it is closed', async () => {
  const { client } = await organization();
  const opened = await client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const streams = () => sample('songtrackpro_subscriptions_open{procedure="imports.watch"}');
  for await (const { id } of client.imports.watch({ id: opened.id })) {
    expect(await streams()).toBe(1);
    await client.imports.sendContent(id, timelineCsv([['2026-01-01', 1]]));
    break;
  }
  await expect.poll(streams).toBe(0);
  expect(await sample('songtrackpro_call_duration_seconds_count{procedure="imports.content",status="2xx"}')).toBe(1);
});

test('stores, connections, backlog, queues and the event loop are told', async () => {
  for (const part of ['postgres', 'documents', 'migrations', 'jobs'])
    expect(await sample(`songtrackpro_up{part="${part}"}`), part).toBe(1);
  expect(await sample('songtrackpro_postgres_connections{state="waiting"}')).toBe(0);
  for (const name of [
    'songtrackpro_outbox_entries',
    'songtrackpro_outbox_oldest_seconds',
    'songtrackpro_imports_open',
    'songtrackpro_jobs{queue="mail",state="dead"}',
    'songtrackpro_job_oldest_wait_seconds{queue="mail"}',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
  ])
    expect(await sample(name), name).toBeGreaterThanOrEqual(0);
});

test('no key, id of an organization or name is a label', async () => {
  const { apiKey, id } = await organization();
  await fetch(`${server.url}/v1/${apiKey}`, { headers: { authorization: `Bearer ${apiKey}` } });
  await fetch(`${server.url}/trpc/artists.${apiKey}`, { headers: { authorization: `Bearer ${apiKey}` } });
  const text = await samples();
  expect(text).not.toContain(apiKey);
  expect(text).not.toContain(id);
});

test('without a token, this machine reads the metrics, and nobody whom a proxy sent on', async () => {
  expect((await read(server.url)).headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
    const refused = await read(server.url, { [name]: '203.0.113.7' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { data: { code: 'forbidden' } } });
  }
});

test('with a token set, it alone opens them, from anywhere', async () => {
  const url = guarded.server.url;
  for (const authorization of [
    undefined,
    'Bearer wrong',
    `Basic ${btoa('a-token-of-the-scraper')}`,
    'Bearer a-token-of-the-scrape',
  ]) {
    const refused = await read(url, authorization === undefined ? {} : { authorization });
    expect(refused.status).toBe(403);
  }
  const answer = await read(url, { authorization: 'Bearer a-token-of-the-scraper', 'x-forwarded-for': '203.0.113.7' });
  expect(answer.status).toBe(200);
});

import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { errorOf, openTestServer } from '../../../test/support.ts';
import { readEnvironment } from '../environment.ts';
import { createLog } from '../log.ts';
import { openTracing, type TracingSettings, tracingSettings } from './tracing.ts';

const Value = z.object({ stringValue: z.string().optional(), intValue: z.coerce.number().optional() });
const Received = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              status: z.object({ code: z.number().optional() }),
              attributes: z.array(z.object({ key: z.string(), value: Value })),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A receiver of OTLP over HTTP that keeps what it gets. */
async function openReceiver() {
  const requests: { path: string; type: string; body: string; size: number }[] = [];
  const receive = async (request: IncomingMessage) => {
    const body = await buffer(request);
    const type = request.headers['content-type'] ?? '';
    requests.push({ path: request.url ?? '', type, body: body.toString(), size: body.length });
  };
  const receiver = createServer((request, response) => {
    void receive(request).then(() => response.end('{}'));
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  afterAll(() => void receiver.close());
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const spans = () =>
    requests.flatMap(({ body }) =>
      Received.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) =>
          scope.spans.map(({ attributes, ...span }) => ({
            ...span,
            attributes: Object.fromEntries(
              attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
            ),
          })),
        ),
      ),
    );
  return { url, requests, spans };
}

const settingsFor = (url: string, more: Record<string, string> = {}): TracingSettings => {
  const settings = tracingSettings(
    readEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '20', ...more }),
  );
  if (!settings) throw new Error('traces have a place to go');
  return settings;
};

const receiver = await openReceiver();
const { server, organization } = await openTestServer({
  tracing: settingsFor(receiver.url, { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
});

/** The spans of one request by its id, as soon as they have come. */
async function spansOf(requestId: string | null, names: readonly string[]) {
  const find = () => {
    const spans = receiver.spans();
    const root = spans.find(({ attributes }) => attributes['songtrackpro.request_id'] === requestId);
    return spans.filter(({ traceId }) => traceId === root?.traceId);
  };
  await expect.poll(() => find().map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  return new Map(find().map((span) => [span.name, span]));
}

test('a request, its procedure and what that asks of a store are spans of one trace', async () => {
  const { apiKey } = await organization();
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { authorization: `Bearer ${apiKey}`, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const answer = await fetch(`${server.url}/v1/artists?limit=5`, { headers });
  const found = await spansOf(answer.headers.get('x-request-id'), ['GET /v1/artists', 'artists.list', 'transaction']);
  const [request, call, transaction] = ['GET /v1/artists', 'artists.list', 'transaction'].map((name) =>
    found.get(name),
  );
  expect(request).toMatchObject({
    traceId,
    parentSpanId: 'b7ad6b7169203331',
    attributes: { 'http.request.method': 'GET', 'http.route': '/v1/artists', 'http.response.status_code': 200 },
  });
  expect(call?.parentSpanId).toBe(request?.spanId);
  expect(transaction).toMatchObject({ parentSpanId: call?.spanId, attributes: { 'db.system.name': 'postgresql' } });
});

test('reads of documents are spans with the name of their collection', async () => {
  const { apiKey } = await organization();
  const url = `${server.url}/v1/reports/overview`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(answer.status).toBe(200);
  const found = await spansOf(answer.headers.get('x-request-id'), ['reports.overview']);
  await expect
    .poll(() => receiver.spans().filter(({ attributes }) => attributes['db.system.name'] === 'mongodb'))
    .not.toHaveLength(0);
  expect(found.size).toBeGreaterThan(1);
});

test('a refusal shows its code, and a fault of ours is marked as an error', async () => {
  const { apiKey } = await organization();
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${server.url}/v1/campaigns/${crypto.randomUUID()}`, { headers });
  const found = await spansOf(answer.headers.get('x-request-id'), ['campaigns.get']);
  expect(found.get('campaigns.get')).toMatchObject({ attributes: { 'error.type': 'not_found' }, status: {} });
  const { tracing } = server.services;
  await errorOf(tracing.span({ name: 'broken', from: {} }, () => Promise.reject(new Error('secret of a statement'))));
  await expect
    .poll(() => receiver.spans().find(({ name }) => name === 'broken'))
    .toMatchObject({ attributes: { 'error.type': 'internal' }, status: { code: 2 } });
});

test('no key, query, body or message is in what was sent', async () => {
  const { apiKey, client } = await organization();
  await client.artists.create({ name: 'a name that somebody typed' });
  await fetch(`${server.url}/v1/artists?cursor=typed-in-the-query`, { headers: { authorization: `Bearer ${apiKey}` } });
  await fetch(`${server.url}/trpc/${apiKey}`, { headers: { authorization: `Bearer ${apiKey}` } });
  await expect.poll(() => receiver.spans().some(({ name }) => name === 'artists.create')).toBe(true);
  const sent = receiver.requests.map(({ body }) => body).join('');
  for (const secret of [apiKey, 'a name that somebody typed', 'typed-in-the-query', 'secret of a statement'])
    expect(sent).not.toContain(secret);
});

test('spans go out as protobuf unless told otherwise, to the path that OTLP gives traces', async () => {
  const other = await openReceiver();
  const tracing = await openTracing(settingsFor(other.url), createLog('silent'));
  await tracing.span({ name: 'one' }, async () => undefined);
  await tracing.close();
  expect(other.requests).toMatchObject([{ path: '/v1/traces', type: 'application/x-protobuf' }]);
});

test.each([
  [{ OTEL_TRACES_SAMPLER: 'always_off' }, 0],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, 0],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '1' }, 1],
])('the sampler of %j keeps %i of one', async (more, kept) => {
  const other = await openReceiver();
  const tracing = await openTracing(settingsFor(other.url, more), createLog('silent'));
  await tracing.span({ name: 'one' }, async () => undefined);
  await tracing.close();
  expect(other.requests).toHaveLength(kept);
});

test('a receiver that is away holds up neither calls nor the stop', async () => {
  const tracing = await openTracing(settingsFor('http://127.0.0.1:1'), createLog('silent'));
  expect(await tracing.span({ name: 'one' }, async () => 7)).toBe(7);
  await tracing.close();
});

test('without an address there is no tracing, nor with the switch that turns it off', () => {
  expect(tracingSettings(readEnvironment({}))).toBeUndefined();
  const off = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' };
  expect(tracingSettings(readEnvironment(off))).toBeUndefined();
});

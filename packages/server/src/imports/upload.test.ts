import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';

const { server, organization } = await openTestServer();
const file = Buffer.from(
  timelineCsv([
    ['2026-01-01', 5],
    ['2026-01-02', 7],
  ]),
);

interface Part {
  from: number;
  to: number;
  total?: number;
}

async function put({ apiKey }: TestOrganization, id: string, { from, to, total = file.length }: Part) {
  const answer = await fetch(`${server.url}/v1/imports/${id}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${apiKey}`, 'content-range': `bytes ${from}-${to - 1}/${total}` },
    body: file.subarray(from, to),
  });
  const body = (await answer.json()) as { status?: string; error?: { data: { code: string; details?: object } } };
  return { status: answer.status, import: body.status, error: body.error?.data };
}

test('an upload in parts is queued with the last byte and hashed as a whole', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  expect(await put(owner, id, { from: 0, to: 20 })).toMatchObject({ status: 200, import: 'awaiting_content' });
  expect(await owner.client.imports.get({ id })).toMatchObject({ receivedBytes: 20, sha256: null });
  expect(await put(owner, id, { from: 20, to: file.length })).toMatchObject({ status: 200, import: 'queued' });
  const done = await owner.client.imports.wait(id);
  const { createHash } = await import('node:crypto');
  expect(done).toMatchObject({ status: 'completed', sha256: createHash('sha256').update(file).digest('hex') });
});

test('a part that was sent already may be sent again, and a gap is refused with where to go on', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  await put(owner, id, { from: 0, to: 30 });
  const gap = await put(owner, id, { from: 40, to: file.length });
  expect(gap).toMatchObject({ status: 409, error: { code: 'upload_out_of_order', details: { receivedBytes: 30 } } });
  expect(await put(owner, id, { from: 10, to: file.length })).toMatchObject({ import: 'queued' });
  expect(await owner.client.imports.wait(id)).toMatchObject({ status: 'completed', rows: { read: 2 } });
});

test('an upload that breaks off keeps what arrived and can be finished', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const cut = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(file.subarray(0, 25));
      setTimeout(() => controller.error(new Error('cut')), 200);
    },
  });
  await errorOf(
    fetch(`${server.url}/v1/imports/${id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${owner.apiKey}` },
      body: cut,
      duplex: 'half',
    } as RequestInit),
  );
  await expect.poll(async () => (await owner.client.imports.get({ id })).receivedBytes).toBe(25);
  expect(await put(owner, id, { from: 25, to: file.length })).toMatchObject({ import: 'queued' });
  expect(await owner.client.imports.wait(id)).toMatchObject({ status: 'completed' });
});

test('content that has arrived whole cannot be replaced', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  expect(await put(owner, id, { from: 0, to: file.length })).toMatchObject({
    status: 409,
    error: { code: 'conflict' },
  });
});

test('a file that announces more than the limit is refused before a byte is read', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const answer = await put(owner, id, { from: 0, to: 10, total: 3 * 1024 ** 3 });
  expect(answer).toMatchObject({ status: 413, error: { code: 'payload_too_large' } });
});

test('a range that makes no sense is refused', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  expect(await put(owner, id, { from: 0, to: 10, total: 5 })).toMatchObject({
    status: 400,
    error: { code: 'invalid_input' },
  });
});

test('an upload without a key or for a malformed id is refused', async () => {
  const owner = await organization();
  const bare = await fetch(`${server.url}/v1/imports/x/content`, { method: 'PUT', body: 'a' });
  expect(bare.status).toBe(401);
  expect(await put(owner, 'x', { from: 0, to: 10 })).toMatchObject({ status: 404, error: { code: 'not_found' } });
});

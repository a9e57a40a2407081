import { createHash, randomUUID } from 'node:crypto';
import { forgetOpenUploads } from '@songtrackpro/db';
import type { ListRow } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { storedOf } from '../../../test/stored.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';
import { createLog } from '../../core/log.ts';
import { normalise, sha256 } from './normalise-person.ts';

const { server, organization } = await openTestServer();

const newList = async ({ client }: TestOrganization) =>
  (await client.audiences.create({ name: 'List', kind: 'list' })).id;

test('addresses and numbers are hashed by the rules of the ad platform', () => {
  const hash = (field: 'email' | 'phone', raw: string) => {
    const normalised = normalise[field](raw);
    return 'text' in normalised ? sha256(normalised.text).toString('hex') : normalised.fault;
  };
  expect(hash('email', ' Mary@Example.com ')).toBe('f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79');
  for (const phone of ['+1 (555) 987-6543', '001 555 987 6543', '15559876543'])
    expect(hash('phone', phone)).toBe('1ef970831d7963307784fa8688e8fce101a15685d62aa765fed23f3a2c576a4e');
});

test.each([
  ['firstName', " Zoë-Marie O'Neil ", 'zoëmarie oneil'],
  ['lastName', 'ZOE\u0308', 'zoë'],
  ['country', ' De ', 'de'],
  ['postalCode', 'SW1A 1AA', 'sw1a1aa'],
  ['postalCode', '94035-1234', '94035'],
] as const)('%s %j is hashed as %j', (field, raw, text) => {
  expect(normalise[field](raw)).toEqual({ text });
});

test('rows are accepted, counted once, or refused by line with a reason that repeats nothing of them', async () => {
  const own = await organization();
  const id = await newList(own);
  const upload = await own.client.audiences.startUpload({ id });
  const rows: ListRow[] = [
    { email: 'mary@example.com' },
    { email: ' MARY@example.com', phone: '+15559876543' },
    { email: 'not an address' },
    { phone: '0171 1234567' },
    { phone: 'call me' },
    { firstName: 'Mary', lastName: 'Sample' },
    { firstName: 'Mary', lastName: 'Sample', postalCode: '10115', country: 'DE' },
    { email: createHash('sha256').update('mary@example.com').digest('hex') },
    {},
    { country: 'Germany', email: 'x@example.com' },
  ];
  const result = await own.client.audiences.addRows({ uploadId: upload.id, firstLine: 2, rows });
  expect(result).toMatchObject({ accepted: 2, duplicates: 2 });
  expect(result.refused.map(({ line, field }) => [line, field])).toEqual([
    [4, 'email'],
    [5, 'phone'],
    [6, 'phone'],
    [7, null],
    [10, null],
    [11, 'country'],
  ]);
  expect(JSON.stringify(result)).not.toMatch(/not an address|call me|Germany/);
  const { upload: finished, audience } = await own.client.audiences.finishUpload({ uploadId: upload.id });
  expect(finished).toMatchObject({ received: 10, accepted: 2, duplicates: 2, refused: 6, added: 2, removed: 0 });
  expect(audience).toMatchObject({ people: 2, size: { lower: 0, upper: 2, source: 'list' }, version: 2 });
});

test('nothing of an upload shows before it is finished, and append, remove and replace act as a whole', async () => {
  const own = await organization();
  const id = await newList(own);
  const people = async () => (await own.client.audiences.get({ id })).people;
  const send = (mode: 'append' | 'replace' | 'remove', ...names: string[]) =>
    own.client.audiences.uploadList(
      { id, mode },
      names.map((name) => ({ email: `${name}@example.com` })),
    );
  const open = await own.client.audiences.startUpload({ id });
  await own.client.audiences.addRows({ uploadId: open.id, rows: [{ email: 'a@example.com' }] });
  expect(await people()).toBe(0);
  await own.client.audiences.finishUpload({ uploadId: open.id });
  expect((await send('append', 'a', 'b', 'c')).upload).toMatchObject({ added: 2, removed: 0 });
  expect((await send('remove', 'b', 'nobody')).upload).toMatchObject({ added: 0, removed: 1 });
  expect(await people()).toBe(2);
  expect((await send('replace', 'c', 'd', 'e')).upload).toMatchObject({ added: 2, removed: 1 });
  expect(await people()).toBe(3);
});

test('a person is taken out by a number that an earlier row gave along with the address', async () => {
  const own = await organization();
  const id = await newList(own);
  const rows = [{ email: 'a@example.com' }, { email: 'a@example.com', phone: '+49 171 1234567' }];
  await own.client.audiences.uploadList({ id }, rows);
  const { audience } = await own.client.audiences.uploadList({ id, mode: 'remove' }, [{ phone: '0049 171 1234567' }]);
  expect(audience.people).toBe(0);
});

test('a later upload takes the place of an open one, and a finished one takes nothing more', async () => {
  const own = await organization();
  const id = await newList(own);
  const first = await own.client.audiences.startUpload({ id });
  const second = await own.client.audiences.startUpload({ id });
  const rows = [{ email: 'a@example.com' }];
  const late = own.client.audiences.addRows({ uploadId: first.id, rows });
  expect(await errorOf(late)).toMatchObject({ code: 'not_found' });
  await own.client.audiences.addRows({ uploadId: second.id, rows });
  await own.client.audiences.finishUpload({ uploadId: second.id });
  for (const call of [
    () => own.client.audiences.addRows({ uploadId: second.id, rows }),
    () => own.client.audiences.finishUpload({ uploadId: second.id }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'conflict' });
});

test('people go into lists only, and an upload of nobody does not empty one', async () => {
  const own = await organization();
  const custom = await own.client.audiences.create({ name: 'Custom' });
  expect(await errorOf(own.client.audiences.startUpload({ id: custom.id }))).toMatchObject({ code: 'conflict' });
  const id = await newList(own);
  await own.client.audiences.uploadList({ id }, [{ email: 'a@example.com' }]);
  const nobody = own.client.audiences.uploadList({ id, mode: 'replace' }, [{ email: 'broken' }]);
  expect(await errorOf(nobody)).toMatchObject({ code: 'conflict' });
  expect((await own.client.audiences.get({ id })).people).toBe(1);
});

test('what was uploaded is in no store and in no line of the log', async () => {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  const noisy = await openTestServer({ log: createLog('trace', sink) });
  const own = await noisy.organization();
  const id = await newList(own);
  const secret = `secret${randomUUID().slice(0, 8)}`;
  const rows = [{ email: `${secret}@example.com`, lastName: secret }, { email: secret }, { country: secret }];
  await own.client.audiences.uploadList({ id }, rows);
  const upload = await own.client.audiences.startUpload({ id });
  const broken = { uploadId: upload.id, rows: [{ email: secret, phone: 7 as never }] };
  expect(JSON.stringify(await errorOf(own.client.audiences.addRows(broken)))).not.toContain(secret);
  const stored = await storedOf(noisy.server.services, own.id);
  expect(stored.some((text) => text.startsWith('audience_members'))).toBe(true);
  expect(stored.filter((text) => text.includes(secret))).toEqual([]);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});

test('a long list is read as it is sent, and each of its people counts once', async () => {
  const own = await organization();
  const id = await newList(own);
  const count = rounds.importRows / 4;
  let read = 0;
  async function* rows() {
    for (; read < count; read += 1) yield { email: read % 10 === 9 ? 'broken' : `p${read % (count / 2)}@example.com` };
  }
  const { upload, audience, refusedRows } = await own.client.audiences.uploadList({ id }, rows(), { keepRefused: 5 });
  expect(upload).toMatchObject({ received: count, refused: count / 10 });
  expect(audience.people).toBe((count / 2) * 0.9);
  expect(refusedRows.map(({ line }) => line)).toEqual([10, 20, 30, 40, 50]);
}, 600_000);

test('an upload that was left open is forgotten with its people by the nightly care', async () => {
  const own = await organization();
  const id = await newList(own);
  const [left, fresh] = [
    await own.client.audiences.startUpload({ id }),
    await own.client.audiences.startUpload({ id: await newList(own) }),
  ];
  const rows = [{ email: 'a@example.com' }];
  for (const { id: uploadId } of [left, fresh]) await own.client.audiences.addRows({ uploadId, rows });
  const { postgres } = server.services;
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${own.id}, true)`;
    await tx`update audience_uploads set created_at = now() - interval '25 hours' where id = ${left.id}`;
  });
  expect(await forgetOpenUploads(postgres)).toBeGreaterThan(0);
  const uploads = (await storedOf(server.services, own.id)).filter((text) => text.startsWith('audience_upload'));
  expect(uploads.filter((text) => text.includes(left.id))).toEqual([]);
  expect(uploads.filter((text) => text.includes(fresh.id))).toHaveLength(2);
});

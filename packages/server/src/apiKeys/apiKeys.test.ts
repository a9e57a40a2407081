import {
  AuthenticationError,
  ConflictError,
  InvalidInputError,
  PermissionError,
  SongTrackPro,
} from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';
import { isWellFormedApiKey } from '../core/api-key-format.ts';

const { server, organization, person } = await openTestServer();
const other = await openTestServer({ worker: false });

const withKey = (apiKey: string | null, baseUrl = server.url) => new SongTrackPro({ apiKey: apiKey ?? '', baseUrl });
const reading = { name: 'Reader', scopes: ['artists:read' as const] };
const works = async (apiKey: string | null) => {
  await withKey(apiKey).artists.list();
  return true;
};
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

test('a key that is made works with its scopes and no others, and is shown once', async () => {
  const { client } = await organization();
  const { key, hint, ...made } = await client.apiKeys.create(reading);
  expect(key).toMatch(/^stp_live_[0-9A-Za-z]{38}$/);
  expect(isWellFormedApiKey(key ?? '')).toBe(true);
  expect(hint).toBeUndefined();
  expect(await works(key)).toBe(true);
  expect(await errorOf(withKey(key).artists.create({ name: 'A' }))).toMatchObject({ code: 'forbidden' });
  expect(await client.apiKeys.get({ id: made.id })).toEqual(made);
  expect((await client.apiKeys.list()).items[0]).toEqual(made);
  expect(JSON.stringify(await client.apiKeys.list())).not.toContain(key);
});

test('a repeated call makes no second key, and says that the key was shown once; no store has it', async () => {
  const { client, id } = await organization();
  const first = await client.apiKeys.create(reading, { idempotencyKey: 'a' });
  const second = await client.apiKeys.create(reading, { idempotencyKey: 'a' });
  expect(second).toMatchObject({ id: first.id, key: null, hint: expect.stringContaining('key') });
  const made = (await client.apiKeys.list()).items.filter(({ name }) => name === 'Reader');
  expect(made).toHaveLength(1);
  const stored = await server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    return tx`select answer::text from idempotency_answers`;
  });
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(first.key);
});

test('neither a key nor a person gives a key permissions that they don’t have', async () => {
  const label = await organization();
  const { key } = await label.client.apiKeys.create({ name: 'Maker', scopes: ['apiKeys:write', 'artists:read'] });
  await withKey(key).apiKeys.create(reading);
  const { client: admin } = await person({ organization: label, role: 'admin' });
  await admin.apiKeys.create(reading);
  for (const [maker, scope] of [
    [withKey(key), 'artists:write'],
    [admin, 'organizations:delete'],
  ] as const) {
    const error = await errorOf(maker.apiKeys.create({ name: 'More', scopes: ['artists:read', scope] }));
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({ code: 'forbidden', details: { permission: scope, permissions: [scope] } });
  }
});

test('a key remembers the person who made it', async () => {
  const label = await organization();
  const { client, userId } = await person({ organization: label, role: 'admin' });
  expect(await client.apiKeys.create(reading)).toMatchObject({ createdBy: userId });
  expect(await label.client.apiKeys.create(reading)).toMatchObject({ createdBy: null });
});

test('a member who is restricted to some artists makes and sees no keys', async () => {
  const label = await organization();
  const { client, userId } = await person({ organization: label, role: 'admin' });
  await restrict(label, userId);
  expect(await errorOf(client.apiKeys.create(reading))).toMatchObject({ code: 'restricted' });
  expect(await errorOf(client.apiKeys.list())).toMatchObject({ code: 'restricted' });
});

async function restrict({ id }: TestOrganization, userId: string): Promise<void> {
  await server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`update organization_members set all_artists = false where user_id = ${userId}`;
  });
}

test('a key that is changed is so for its next call; what it had before needs no grant', async () => {
  const { client } = await organization();
  const { id, key } = await client.apiKeys.create({
    name: 'Both',
    scopes: ['artists:read', 'tracks:read', 'apiKeys:write'],
  });
  const mine = withKey(key);
  const narrowed = await mine.apiKeys.update({ id, version: 1, scopes: ['artists:read', 'apiKeys:write'] });
  expect(narrowed).toMatchObject({ version: 2, scopes: ['artists:read', 'apiKeys:write'] });
  expect(await errorOf(mine.tracks.list())).toMatchObject({ code: 'forbidden' });
  const widening = mine.apiKeys.update({ id, version: 2, scopes: ['artists:read', 'tracks:read', 'apiKeys:write'] });
  expect(await errorOf(widening)).toMatchObject({ code: 'forbidden', details: { permission: 'tracks:read' } });
  const stale = await errorOf(client.apiKeys.update({ id, version: 1, name: 'Late' }));
  expect(stale).toBeInstanceOf(ConflictError);
  expect(stale).toMatchObject({ code: 'stale_version', details: { current: { version: 2 } } });
});

test('a key that is bound to networks is refused from elsewhere, by name', async () => {
  const { client } = await organization();
  const bound = await client.apiKeys.create({ ...reading, allowedNetworks: ['203.0.113.7/24', '2001:db8::1'] });
  expect(bound.allowedNetworks).toEqual(['203.0.113.0/24', '2001:db8::1/128']);
  const error = await errorOf(withKey(bound.key).artists.list());
  expect(error).toBeInstanceOf(PermissionError);
  expect(error).toMatchObject({ code: 'api_key_network', status: 403, details: { address: '127.0.0.1' } });
  await client.apiKeys.update({ id: bound.id, version: 1, allowedNetworks: ['127.0.0.0/8'] });
  expect(await works(bound.key)).toBe(true);
  await client.apiKeys.update({ id: bound.id, version: 2, allowedNetworks: null });
  expect(await works(bound.key)).toBe(true);
});

test.each([
  ['no scope', { scopes: [] }, 'scopes'],
  ['a scope that is none', { scopes: ['everything'] }, 'scopes.0'],
  ['an empty list of networks', { allowedNetworks: [] }, 'allowedNetworks'],
  ['a network that is none', { allowedNetworks: ['203.0.113.0/33'] }, 'allowedNetworks.0'],
  ['an end that has passed', { expiresAt: '2020-01-01T00:00:00.000Z' }, 'expiresAt'],
])('a key with %s is refused, and the error points to the field', async (_, part, path) => {
  const { client } = await organization();
  const error = await errorOf(client.apiKeys.create({ ...reading, ...(part as object) }));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error).toMatchObject({ details: { fields: [{ path }] } });
});

test('a replaced key works beside its successor for the overlap, and no longer', async () => {
  const { client } = await organization();
  const old = await client.apiKeys.create({ ...reading, allowedNetworks: ['127.0.0.1'], expiresAt: inHours(24 * 365) });
  const fresh = await client.apiKeys.rotate({ id: old.id });
  expect(fresh).toMatchObject({
    name: old.name,
    scopes: old.scopes,
    allowedNetworks: old.allowedNetworks,
    expiresAt: old.expiresAt,
    rotatedFromId: old.id,
    status: 'active',
  });
  expect(await works(old.key)).toBe(true);
  expect(await works(fresh.key)).toBe(true);
  const { status, overlapUntil } = await client.apiKeys.get({ id: old.id });
  expect(status).toBe('replaced');
  expect(Date.parse(overlapUntil ?? '') - Date.parse(fresh.createdAt)).toBeGreaterThan(23.9 * 3_600_000);
  const again = await errorOf(client.apiKeys.rotate({ id: old.id }));
  expect(again).toMatchObject({ code: 'conflict', details: { status: 'replaced' } });
  const last = await client.apiKeys.rotate({ id: fresh.id, overlapHours: 0 });
  expect(await errorOf(works(fresh.key))).toMatchObject({ code: 'api_key_invalid' });
  expect(await works(last.key)).toBe(true);
  expect(await errorOf(client.apiKeys.rotate({ id: last.id, overlapHours: 169 }))).toMatchObject({
    code: 'invalid_input',
  });
});

test('two who replace one key at the same time get one successor', async () => {
  const { client } = await organization();
  const { id } = await client.apiKeys.create(reading);
  const calls = await Promise.allSettled([1, 2, 3, 4].map(() => client.apiKeys.rotate({ id })));
  expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await client.apiKeys.list()).items.filter(({ rotatedFromId }) => rotatedFromId === id)).toHaveLength(1);
});

test('who may do less than a key cannot get hold of it by replacing it', async () => {
  const { client } = await organization();
  const strong = await client.apiKeys.create({ name: 'Strong', scopes: ['artists:write'] });
  const { key } = await client.apiKeys.create({ name: 'Weak', scopes: ['apiKeys:write'] });
  expect(await errorOf(withKey(key).apiKeys.rotate({ id: strong.id }))).toMatchObject({ code: 'forbidden' });
});

test('a revoked key is refused by every server process at once, and told apart from a mistyped one', async () => {
  const { client } = await organization();
  const { id, key } = await client.apiKeys.create(reading);
  const elsewhere = withKey(key, other.server.url);
  await elsewhere.artists.list();
  const revoked = await client.apiKeys.revoke({ id });
  expect(revoked.status).toBe('revoked');
  for (const there of [withKey(key), elsewhere]) {
    const error = await errorOf(there.artists.list());
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ code: 'api_key_invalid' });
  }
  expect(await errorOf(withKey(`${key?.slice(0, -1)}~`).artists.list())).toMatchObject({ code: 'api_key_malformed' });
  expect((await client.apiKeys.revoke({ id })).revokedAt).toBe(revoked.revokedAt);
  expect(await errorOf(client.apiKeys.rotate({ id }))).toMatchObject({ details: { status: 'revoked' } });
});

test('the audit tells what happened to a key, and never the key', async () => {
  const { client } = await organization();
  const { id, key } = await client.apiKeys.create(reading);
  await client.apiKeys.update({ id, version: 1, name: 'Renamed' });
  const { key: second } = await client.apiKeys.rotate({ id });
  await client.apiKeys.revoke({ id });
  const find = async () => (await client.audit.list({ resourceId: id })).items;
  await expect.poll(async () => (await find()).length).toBe(4);
  const entries = await find();
  expect(entries.map(({ action }) => action)).toEqual([
    'apiKeys.revoke',
    'apiKeys.rotate',
    'apiKeys.update',
    'apiKeys.create',
  ]);
  expect(entries[2]?.changes).toEqual([{ field: 'name', before: 'Reader', after: 'Renamed' }]);
  for (const secret of [key, second]) expect(JSON.stringify(await client.audit.list())).not.toContain(secret);
});

test('a key of another organization is not found', async () => {
  const [mine, theirs] = [await organization(), await organization()];
  const { id } = await theirs.client.apiKeys.create(reading);
  for (const call of [
    () => mine.client.apiKeys.get({ id }),
    () => mine.client.apiKeys.update({ id, version: 1, name: 'x' }),
    () => mine.client.apiKeys.rotate({ id }),
    () => mine.client.apiKeys.revoke({ id }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'not_found' });
});

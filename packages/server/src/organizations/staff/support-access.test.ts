import { contract, type DomainContract, supportPermissions } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { callExample } from '../../../test/call-procedure.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';

const testServer = await openTestServer();
const { server, organization, person, makeStaff, mailsTo } = testServer;
const { postgres } = server.services;

async function staff() {
  const somebody = await person();
  await makeStaff(somebody);
  return somebody;
}

/** A label with an owner, and a staff person who looks into it. */
async function opened(minutes = 30) {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const operator = await staff();
  const access = await operator.client.organizations.openSupportAccess({ id: label.id, reason: 'Asked', minutes });
  const inside = testServer.as(operator, label.id);
  return { label, owner, operator, access, inside };
}

const entriesOf = async ({ client }: TestOrganization, resourceId: string) =>
  (await client.audit.list({ resourceId })).items.map(({ action }) => action);

test('without a support access staff reads nothing of an organization, and nothing is said of it', async () => {
  const label = await organization();
  const operator = await staff();
  expect(await errorOf(testServer.as(operator, label.id).artists.list())).toMatchObject({
    code: 'organization_required',
  });
});

test('under a support access staff reads like a member of the whole organization', async () => {
  const { label, operator, access, inside } = await opened();
  const artist = await label.client.artists.create({ name: 'Anna' });
  expect((await inside.artists.list()).items).toEqual([artist]);
  const { slug } = (await label.client.organizations.me()).organization;
  const me = await testServer.as(operator, slug).organizations.me();
  expect(me).toMatchObject({
    organization: { id: label.id },
    member: null,
    apiKey: null,
    supportAccess: { id: access.id, expiresAt: access.expiresAt },
  });
  expect(me.permissions.toSorted()).toEqual([...supportPermissions].toSorted());
  // What names no organization is not meant for this one.
  expect(await errorOf(operator.client.artists.list())).toMatchObject({ code: 'organization_required' });
});

test('an access opens one organization and no other', async () => {
  const { operator } = await opened();
  const other = await organization();
  expect(await errorOf(testServer.as(operator, other.id).artists.list())).toMatchObject({
    code: 'organization_required',
  });
});

const mutations = Object.values<DomainContract>(contract)
  .flatMap((group) => Object.values(group))
  .filter(({ kind, permission }) => kind === 'mutation' && permission.includes(':'));

test('nothing is changed under a support access, by whatever call', async () => {
  const { label, operator } = await opened();
  const headers = { authorization: `Bearer ${operator.session}`, 'x-organization': label.id };
  expect(mutations.length).toBeGreaterThan(10);
  for (const procedure of mutations)
    expect(await callExample(server.url, procedure, headers)).toMatchObject({ status: 403, code: 'forbidden' });
  const upload = await fetch(`${server.url}/v1/imports/${crypto.randomUUID()}/content`, {
    method: 'PUT',
    headers,
    body: 'x',
  });
  expect(upload.status).toBe(403);
});

test('owners are told who looks in, why and until when, and other members are not', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const second = await person({ organization: label, role: 'owner' });
  const viewer = await person({ organization: label, role: 'viewer' });
  const operator = await staff();
  const reason = 'The label asked why an import failed.';
  const access = await operator.client.organizations.openSupportAccess({ id: label.id, reason });
  for (const { email } of [owner, second]) {
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toBe('Support looks into your organization');
    for (const part of [operator.email, reason, access.expiresAt, access.id]) expect(mail?.text).toContain(part);
  }
  expect(await mailsTo(viewer.email, 0)).toEqual([]);
  expect((await owner.client.organizations.listSupportAccesses()).items).toEqual([access]);
  expect(access).toMatchObject({ staffId: operator.userId, reason, endedAt: null });
  expect(Date.parse(access.expiresAt) - Date.parse(access.startsAt)).toBe(60 * 60_000);
});

test('every call under a support access is in the audit of the organization, reads and streams too', async () => {
  const { label, operator, access, inside } = await opened();
  await inside.artists.list();
  await inside.artists.list();
  await inside.tracks.list();
  const { id } = await label.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  for await (const _ of inside.imports.watch({ id })) break;
  await expect
    .poll(() => entriesOf(label, access.id))
    .toEqual(['imports.watch', 'tracks.list', 'artists.list', 'artists.list', 'organizations.openSupportAccess']);
  const [entry] = (await label.client.audit.list({ resourceId: access.id, action: 'tracks.list' })).items;
  expect(entry).toMatchObject({
    actor: { kind: 'user', id: operator.userId },
    resource: { kind: 'supportAccess', id: access.id },
    changes: [],
  });
});

test('an owner ends an access at once, and a stream that is open under it as well', async () => {
  const { label, owner, access, inside } = await opened();
  const { id } = await label.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const watching = (async () => {
    for await (const { status } of inside.imports.watch({ id }))
      if (status === 'awaiting_content') await owner.client.organizations.endSupportAccess({ id: access.id });
  })();
  expect(await errorOf(watching)).toMatchObject({ code: 'organization_required' });
  expect(await errorOf(inside.artists.list())).toMatchObject({ code: 'organization_required' });
  const again = await owner.client.organizations.endSupportAccess({ id: access.id });
  expect(again.endedAt).toEqual(expect.any(String));
  expect((await owner.client.organizations.listSupportAccesses()).items).toEqual([again]);
});

test('an access that is over lets nobody in', async () => {
  const label = await organization();
  const operator = await staff();
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${label.id}, true)`;
    await tx`insert into support_accesses (organization_id, staff_id, reason, starts_at, expires_at)
      values (${label.id}, ${operator.userId}, 'Asked', now() - interval '2 hours', now() - interval '1 second')`;
  });
  expect(await errorOf(testServer.as(operator, label.id).artists.list())).toMatchObject({
    code: 'organization_required',
  });
});

test('no access is longer than four hours, neither by the contract nor in the database', async () => {
  const label = await organization();
  const operator = await staff();
  const call = { id: label.id, reason: 'Asked', minutes: 241 };
  expect(await errorOf(operator.client.organizations.openSupportAccess(call))).toMatchObject({ code: 'invalid_input' });
  const longer = postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${label.id}, true)`;
    await tx`insert into support_accesses (organization_id, staff_id, reason, expires_at)
      values (${label.id}, ${operator.userId}, 'Asked', now() + interval '5 hours')`;
  });
  await expect(longer).rejects.toMatchObject({ code: '23514' });
});

test('a row of an access helps nobody who is not staff, nor staff in the access of a colleague', async () => {
  const { label } = await opened();
  const somebody = await person();
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${label.id}, true)`;
    await tx`insert into support_accesses (organization_id, staff_id, reason, expires_at)
      values (${label.id}, ${somebody.userId}, 'Made up', now() + interval '1 hour')`;
  });
  for (const outsider of [somebody, await staff()])
    expect(await errorOf(testServer.as(outsider, label.id).artists.list())).toMatchObject({
      code: 'organization_required',
    });
});

test('an owner or a key opens no access, and a member who may not change the organization ends none', async () => {
  const { label, owner, access } = await opened();
  const call = { id: label.id, reason: 'Asked' };
  expect(await errorOf(owner.client.organizations.openSupportAccess(call))).toMatchObject({
    code: 'forbidden',
    details: { permission: 'staff' },
  });
  expect(await errorOf(label.client.organizations.openSupportAccess(call))).toMatchObject({ code: 'session_required' });
  const manager = await person({ organization: label, role: 'manager' });
  expect(await errorOf(manager.client.organizations.endSupportAccess({ id: access.id }))).toMatchObject({
    code: 'forbidden',
  });
  const other = await organization();
  expect(await errorOf(other.client.organizations.endSupportAccess({ id: access.id }))).toMatchObject({
    code: 'not_found',
  });
});

test('a staff person who is a member works as a member', async () => {
  const { label, operator } = await opened();
  await testServer.join(label, operator.userId, 'manager');
  const inside = testServer.as(operator, label.id);
  expect(await inside.artists.create({ name: 'Mine' })).toMatchObject({ name: 'Mine' });
  expect((await inside.organizations.me()).supportAccess).toBeNull();
});

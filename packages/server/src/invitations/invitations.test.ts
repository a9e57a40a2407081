import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { storeSettings } from '../../../../scripts/vitest/store-settings.ts';
import { tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer, type TestPerson } from '../../test/support.ts';
import { tellExpiredInvitations } from './tell-expired.ts';

const testServer = await openTestServer();
const { server, organization, person, mailsTo } = testServer;
// Beside it, a process whose clock is eight days ahead: invitations hold for seven.
const nextWeek = await openTestServer({
  stores: storeSettings(),
  clock: () => new Date(Date.now() + 8 * 86_400_000),
  worker: false,
});

const newAddress = () => `${crypto.randomUUID()}@example.com`;
const unknown = 'a'.repeat(43);

async function label() {
  const made = await organization();
  const owner = await person({ organization: made, role: 'owner' });
  return { ...made, owner, invitations: owner.client.invitations };
}

const lastToken = async (email: string, count = 1) => tokenIn((await mailsTo(email, count)).at(-1));
const inNextWeek = (who: TestPerson) => nextWeek.as(who).invitations;

test('an invitation goes out by mail, and tells what became of it', async () => {
  const { invitations, owner, id: organizationId } = await label();
  const email = newAddress();
  const made = await invitations.create({ email: email.toUpperCase(), role: 'analyst', expiresInDays: 3 });
  expect(made).toMatchObject({
    role: 'analyst',
    additions: [],
    removals: [],
    artistIds: null,
    status: 'pending',
    invitedBy: owner.userId,
    sentCount: 1,
    seenAt: null,
    acceptedAt: null,
    acceptedBy: null,
    revokedAt: null,
  });
  expect(made.email.toLowerCase()).toBe(email);
  const held = new Date(made.expiresAt).getTime() - new Date(made.createdAt).getTime();
  expect(held).toBe(3 * 86_400_000);
  const [mail] = await mailsTo(email);
  expect(mail?.subject).toMatch(/^Invitation to Test label \d+$/);
  expect(mail?.text).toContain('Person invites you to work for “Test label');
  expect(await invitations.get({ id: made.id })).toEqual(made);
  expect(organizationId).toMatch(/^[0-9a-f-]{36}$/);
});

test('who has the token sees who invites to what, and the organization sees that it was seen, once', async () => {
  const { invitations, client } = await label();
  const email = newAddress();
  const { id } = await invitations.create({ email, role: 'viewer' });
  const token = await lastToken(email);
  const anyone = new SongTrackPro({ baseUrl: server.url }).invitations;
  const seen = await anyone.lookUp({ token });
  const { organization: place } = await client.organizations.me();
  expect(seen).toMatchObject({
    id,
    organization: { slug: place.slug, name: place.name, kind: 'label' },
    email,
    role: 'viewer',
    inviter: 'Person',
    hasAccount: false,
  });
  const { seenAt } = await invitations.get({ id });
  expect(seenAt).not.toBeNull();
  await anyone.lookUp({ token });
  expect(await invitations.get({ id })).toMatchObject({ seenAt, status: 'pending' });
  await expect
    .poll(async () => (await client.audit.list({ resourceId: id })).items.map(({ action }) => action))
    .toEqual(['invitations.lookUp', 'invitations.create']);
  expect(await errorOf(anyone.lookUp({ token: unknown }))).toMatchObject({ code: 'token_invalid', status: 400 });
});

test('an invitation that is sent again has a new token and makes the earlier one void', async () => {
  const { invitations, client, owner } = await label();
  const email = newAddress();
  const made = await client.invitations.create({ email, role: 'viewer', expiresInDays: 1 });
  expect(made.invitedBy).toBeNull();
  const first = await lastToken(email);
  const again = await invitations.resend({ id: made.id, expiresInDays: 30 });
  expect(again).toMatchObject({ status: 'pending', sentCount: 2, invitedBy: owner.userId });
  expect(new Date(again.expiresAt).getTime()).toBeGreaterThan(new Date(made.expiresAt).getTime());
  const second = await lastToken(email, 2);
  expect(await errorOf(client.invitations.lookUp({ token: first }))).toMatchObject({ code: 'token_invalid' });
  expect(await client.invitations.lookUp({ token: second })).toMatchObject({ id: made.id });
});

test('a revoked invitation is void, and revoking it again changes nothing', async () => {
  const { invitations, client } = await label();
  const email = newAddress();
  const { id } = await invitations.create({ email, role: 'viewer' });
  const token = await lastToken(email);
  const revoked = await invitations.revoke({ id });
  expect(revoked).toMatchObject({ status: 'revoked', revokedAt: expect.any(String) });
  expect(await invitations.revoke({ id })).toEqual(revoked);
  expect(await errorOf(client.invitations.lookUp({ token }))).toMatchObject({ code: 'token_invalid' });
  expect(await errorOf(invitations.resend({ id }))).toMatchObject({
    code: 'conflict',
    details: { status: 'revoked' },
  });
  const again = await invitations.create({ email, role: 'viewer' });
  expect(again.id).not.toBe(id);
});

test('inviting an address twice is refused with the invitation that waits, and a member’s address is refused', async () => {
  const { invitations, owner } = await label();
  const email = newAddress();
  const { id } = await invitations.create({ email, role: 'viewer' });
  expect(await errorOf(invitations.create({ email: email.toUpperCase(), role: 'admin' }))).toMatchObject({
    code: 'conflict',
    details: { field: 'email', invitationId: id },
  });
  expect(await errorOf(invitations.create({ email: owner.email, role: 'viewer' }))).toMatchObject({
    code: 'conflict',
    message: 'Somebody with this address is a member already.',
  });
});

test('an address with an account is invited like one without', async () => {
  const { invitations } = await label();
  const [known, stranger] = [(await person()).email, newAddress()];
  const answers = await Promise.all([known, stranger].map((email) => invitations.create({ email, role: 'viewer' })));
  const shape = answers.map(({ id: _, email: __, ...rest }) =>
    Object.entries(rest).filter(([key]) => !/At$/.test(key)),
  );
  expect(shape[0]).toEqual(shape[1]);
});

test('time makes an invitation void; it can be sent again, or the address invited anew', async () => {
  const { invitations, owner, client } = await label();
  const [one, two] = [newAddress(), newAddress()];
  const { id } = await invitations.create({ email: one, role: 'viewer' });
  const { id: other } = await invitations.create({ email: two, role: 'viewer' });
  const token = await lastToken(one);
  const later = inNextWeek(owner);
  expect(await later.get({ id })).toMatchObject({ status: 'expired' });
  expect(await errorOf(later.lookUp({ token }))).toMatchObject({ code: 'token_invalid' });
  expect((await later.list({ status: 'pending' })).items).toEqual([]);
  expect(await later.resend({ id })).toMatchObject({ status: 'pending', sentCount: 2 });
  const anew = await later.create({ email: two, role: 'viewer' });
  expect(anew.status).toBe('pending');
  expect(await later.get({ id: other })).toMatchObject({ status: 'expired', revokedAt: expect.any(String) });
  expect((await later.list({ status: 'expired' })).items.map((item) => item.id)).toEqual([other]);
  await expect
    .poll(async () => (await client.audit.list({ resourceId: other })).items.map(({ action }) => action))
    .toEqual(['invitations.create', 'invitations.create']);
});

test('invitations are listed page by page, the newest first, and by what became of them', async () => {
  const { invitations } = await label();
  const made: string[] = [];
  for (let count = 0; count < 4; count += 1)
    made.unshift((await invitations.create({ email: newAddress(), role: 'viewer' })).id);
  await invitations.revoke({ id: made[1] ?? '' });
  const ids: string[] = [];
  for await (const { id } of invitations.list({ limit: 3 })) ids.push(id);
  expect(ids).toEqual(made);
  const pending = await invitations.list({ limit: 2, status: 'pending' });
  expect(pending.items.map(({ id }) => id)).toEqual([made[0], made[2]]);
  const rest = await invitations.list({ limit: 2, status: 'pending', cursor: pending.nextCursor ?? '' });
  expect(rest).toMatchObject({ items: [{ id: made[3] }], nextCursor: null });
  expect((await invitations.list({ status: 'revoked' })).items.map(({ id }) => id)).toEqual([made[1]]);
  const foreign = invitations.list({ limit: 2, cursor: pending.nextCursor ?? '' });
  expect(await errorOf(foreign)).toMatchObject({ code: 'invalid_cursor' });
});

test('the token is in the mail alone: not in answers, the audit, the log of what was answered, nor in the queue', async () => {
  const { invitations, owner, client, id: organizationId } = await label();
  const email = newAddress();
  const key = { idempotencyKey: crypto.randomUUID() };
  const made = await invitations.create({ email, role: 'viewer' }, key);
  const token = await lastToken(email);
  expect(await invitations.create({ email, role: 'viewer' }, key)).toEqual(made);
  const again = { idempotencyKey: crypto.randomUUID() };
  const resent = await invitations.resend({ id: made.id }, again);
  expect(await invitations.resend({ id: made.id }, again)).toEqual(resent);
  const second = await lastToken(email, 2);
  await expect(mailsTo(email, 2)).resolves.toHaveLength(2);
  await expect.poll(async () => (await client.audit.list({ resourceId: made.id })).items).toHaveLength(2);
  const audit = JSON.stringify((await client.audit.list()).items);
  const { postgres } = server.services;
  const stored = await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true),
      set_config('app.actor_id', ${owner.userId}, true)`;
    const rows = await tx<{ row: string }[]>`
      select to_jsonb(t)::text as row from idempotency_answers t
      union all select to_jsonb(i)::text from invitations i`;
    return rows.map(({ row }) => row).join('\n');
  });
  expect(stored).toContain(made.id);
  const queued = await postgres.worker<{ data: string }[]>`select data::text from jobs.job where name = 'mail'`;
  const texts = [JSON.stringify([made, resent]), audit, stored, ...queued.map(({ data }) => data)];
  for (const text of texts) for (const secret of [token, second]) expect(text).not.toContain(secret);
  expect(audit).not.toContain(email);
});

test('who invited is told once when an invitation is accepted, revoked by somebody else, or expired', async () => {
  const made = await label();
  const { owner } = made;
  const other = await person({ organization: made, role: 'admin' });
  const guest = await person();
  const [taken, ended, own, late] = [guest.email, newAddress(), newAddress(), newAddress()];
  const invite = (email: string) => owner.client.invitations.create({ email, role: 'viewer' });
  const [accepted, revoked, mine, expired] = [
    await invite(taken),
    await invite(ended),
    await invite(own),
    await invite(late),
  ];
  await owner.client.invitations.revoke({ id: mine.id });
  await guest.client.invitations.accept({ id: accepted.id });
  await other.client.invitations.revoke({ id: revoked.id });
  for (let round = 0; round < 2; round += 1) await tellExpiredInvitations(nextWeek.server.services, () => false);
  const { items } = await owner.client.notifications.list();
  expect(items.map(({ payload }) => payload).reverse()).toEqual([
    { kind: 'invitation', invitationId: accepted.id, email: taken, state: 'accepted' },
    { kind: 'invitation', invitationId: revoked.id, email: ended, state: 'revoked' },
    { kind: 'invitation', invitationId: expired.id, email: late, state: 'expired' },
  ]);
  expect((await other.client.notifications.list()).items).toEqual([]);
});

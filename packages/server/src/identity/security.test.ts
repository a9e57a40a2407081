import { request } from 'node:http';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { password, people, tokenIn, totp } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { server, mailsTo, organization } = testServer;
const { anyone, as, newAddress, signedUp } = people(testServer);
const { postgres } = server.services;

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/identity/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** An answer without what differs between any two calls. */
async function answerOf(path: string, body: object) {
  const answer = await post(path, body);
  const { data, ...rest } = ((await answer.json()) as { error?: { data: object } }).error ?? { data: {} };
  return { status: answer.status, ...rest, data: { ...data, requestId: '' } };
}

test('known and unknown addresses are answered alike', async () => {
  const { email } = await signedUp();
  for (const [path, body] of [
    ['sign-up', { password, name: 'Someone' }],
    ['resend-verification', {}],
    ['request-password-reset', {}],
    ['sign-in', { password: 'not the password' }],
  ] as const)
    expect(await answerOf(path, { ...body, email }), path).toEqual(
      await answerOf(path, { ...body, email: newAddress() }),
    );
  const { client } = await signedUp();
  expect(await client.identity.changeEmail({ newEmail: email, password })).toEqual(
    await client.identity.changeEmail({ newEmail: newAddress(), password }),
  );
});

test('who signs up with a known address changes nothing, and its owner is told', async () => {
  const { email } = await signedUp();
  await anyone.identity.signUp({
    email,
    password: 'an attacker knows this one',
    name: 'Attacker',
    accountType: 'agency',
  });
  expect((await mailsTo(email, 2)).map(({ subject }) => subject).toSorted()).toEqual([
    'Verify your address',
    'You have an account already',
  ]);
  expect(await errorOf(anyone.identity.signIn({ email, password: 'an attacker knows this one' }))).toMatchObject({
    code: 'sign_in_failed',
  });
  const { session } = await anyone.identity.signIn({ email, password });
  expect(await as(session).identity.me()).toMatchObject({ name: 'Someone', accountType: 'label' });
});

test('eight sign-ups at once with one address in other case make one person', async () => {
  const email = newAddress();
  const cases = Array.from({ length: 8 }, (_, index) => email.slice(0, index).toUpperCase() + email.slice(index));
  const answers = await Promise.all(
    cases.map((address) => anyone.identity.signUp({ email: address, password, name: 'Someone' })),
  );
  expect(answers).toEqual(cases.map(() => ({ accepted: true })));
  const people = await postgres.auth`select id from users where email = ${email}::citext`;
  expect(people).toHaveLength(1);
  await anyone.identity.verifyEmail({ token: tokenIn((await mailsTo(email))[0]) });
  expect((await anyone.identity.signIn({ email, password })).session).not.toBeNull();
});

test.each([
  ['1234567', 'at least 8 characters'],
  ['p\u00e4sswor', 'at least 8 characters'],
  ['x'.repeat(257), 'at most 256 characters'],
  ['baseball', 'most common passwords'],
  ['PassWord1', 'most common passwords'],
  ['aaaaaaaaaaaaaaaaaaaa', 'most common passwords'],
  ['SongTrackPro', 'your own address or name'],
])('the password %j is refused, and the field is named', async (refused, why) => {
  const error = await errorOf(anyone.identity.signUp({ email: newAddress(), password: refused, name: 'Someone' }));
  expect(error).toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'password', message: expect.stringContaining(why) }] },
  });
});

test('a password is one’s own address neither at sign-up nor at a reset', async () => {
  const { email } = await signedUp();
  await anyone.identity.requestPasswordReset({ email });
  const token = tokenIn((await mailsTo(email, 2)).find(({ subject }) => subject === 'Set a new password'));
  expect(await errorOf(anyone.identity.resetPassword({ token, newPassword: email }))).toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'newPassword' }] },
  });
  // The refused try has not used the token up.
  await anyone.identity.resetPassword({ token, newPassword: 'another long sentence of mine' });
});

test('a password of any characters works however they are composed', async () => {
  const email = newAddress();
  const composed = '\u00e5ngstr\u00f6m \u{1f3b5} \u{1f3b6}';
  await anyone.identity.signUp({ email, password: composed, name: 'Someone' });
  await anyone.identity.verifyEmail({ token: tokenIn((await mailsTo(email))[0]) });
  const { session } = await anyone.identity.signIn({ email, password: composed.normalize('NFD') });
  expect(session).not.toBeNull();
});

test('nobody becomes staff by any field of any call, nor would the database let the server make them', async () => {
  const { client, email } = await signedUp();
  const foreign = {
    role: 'admin',
    accountType: 'admin',
    emailVerified: true,
    email_verified: true,
    id: crypto.randomUUID(),
  };
  expect((await post('sign-up', { email: newAddress(), password, name: 'X', ...foreign })).status).toBe(400);
  const plain = newAddress();
  const { accountType: _, ...others } = foreign;
  expect((await post('sign-up', { email: plain, password, name: 'X', ...others })).status).toBe(200);
  const [made] = await postgres.auth`select role, email_verified from users where email = ${plain}`;
  expect(made).toEqual({ role: 'artist', email_verified: false });
  const { id } = await client.identity.me();
  for (const change of [{ role: 'admin' }, { accountType: 'admin' }, { user: { role: 'admin' } }])
    await client.identity.updateProfile(change as object).catch(() => {});
  expect(await client.identity.me()).toMatchObject({ accountType: 'label', email });
  for (const sql of [postgres.auth, postgres.worker])
    await expect(sql`update users set role = 'admin' where id = ${id}`).rejects.toThrow();
  await expect(
    postgres.auth`insert into users (email, name, role) values (${newAddress()}, 'X', 'admin')`,
  ).rejects.toThrow(/staff/);
});

test('tokens that were changed, made up, or meant for another call are refused', async () => {
  const email = newAddress();
  await anyone.identity.signUp({ email, password, name: 'Someone' });
  const token = tokenIn((await mailsTo(email))[0]);
  const [head, body, signature] = token.split('.');
  const otherBody = Buffer.from(
    JSON.stringify({ email, updateTo: 'a@example.com', userId: crypto.randomUUID() }),
  ).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const forged of [
    `${head}.${body}.`,
    `${none}.${body}.`,
    `${head}.${otherBody}.${signature}`,
    `${token}x`,
    'x',
    'a.b.c',
  ])
    for (const call of ['verifyEmail', 'confirmEmailChange'] as const)
      expect(await errorOf(anyone.identity[call]({ token: forged })), forged).toMatchObject({ code: 'token_invalid' });
  expect(await errorOf(anyone.identity.resetPassword({ token, newPassword: password }))).toMatchObject({
    code: 'token_invalid',
  });
  expect(await errorOf(anyone.identity.signIn({ email, password }))).toMatchObject({ code: 'email_not_verified' });
});

test('a session’s own token without our signature is refused, and so is a challenge that was changed', async () => {
  const { client, email, session } = await signedUp();
  const [raw] = session.split('.');
  expect(await errorOf(as(`${raw}`).identity.me())).toMatchObject({ code: 'api_key_malformed' });
  expect(await errorOf(as(`${raw}.${'A'.repeat(43)}=`).identity.me())).toMatchObject({ code: 'session_invalid' });
  const { uri } = await client.identity.enableTwoFactor({ password });
  await client.identity.confirmTwoFactor({ code: totp(uri) });
  const challenge = (await anyone.identity.signIn({ email, password })).challenge ?? '';
  const code = totp(uri);
  for (const forged of [`x${challenge}`, challenge.split('.')[0] ?? '', 'a.b', `${challenge}; stp_session=x`])
    expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge: forged, code }))).toMatchObject({
      code: 'two_factor_failed',
    });
});

test('each sign-in has a token of its own, whatever the browser sent before', async () => {
  const { email, session } = await signedUp();
  const planted = `stp_session=${encodeURIComponent(session)}`;
  const answer = await post(
    'sign-in',
    { email, password, transport: 'cookie' },
    { cookie: planted, origin: server.url },
  );
  const cookie = answer.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/^stp_session=/);
  expect(cookie).not.toContain(encodeURIComponent(session));
});

test('a browser gets its session as a cookie that no script reads, and loses it by signing out', async () => {
  const { email } = await signedUp();
  const signedIn = await post('sign-in', { email, password, transport: 'cookie' }, { origin: server.url });
  expect(await signedIn.json()).toEqual({ session: null, twoFactorRequired: false, challenge: null });
  const set = signedIn.headers.getSetCookie()[0] ?? '';
  expect(set).toMatch(/^stp_session=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
  const cookie = set.split(';')[0] ?? '';
  const me = (headers: Record<string, string>) => fetch(`${server.url}/v1/identity/me`, { headers });
  expect(await (await me({ cookie })).json()).toMatchObject({ email });
  const changed = await post(
    'change-password',
    { currentPassword: password, newPassword: 'another long sentence of mine' },
    { cookie, origin: server.url },
  );
  expect(await changed.json()).toEqual({ session: null });
  const next = changed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await me({ cookie })).status).toBe(401);
  const out = await post('sign-out', {}, { cookie: next, origin: server.url });
  expect(out.headers.getSetCookie()[0]).toMatch(/^stp_session=; .*Max-Age=0/);
  expect((await me({ cookie: next })).status).toBe(401);
});

test('a page of another origin can’t use the cookie, nor have one set', async () => {
  const { email, session } = await signedUp();
  const cookie = `stp_session=${encodeURIComponent(session)}`;
  const foreign = [
    { origin: 'https://evil.example.com' },
    { origin: 'null' },
    { origin: server.url.replace('127.0.0.1', '127.0.0.1.evil.example.com') },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    const answers = [
      await post('sign-out', {}, { cookie, ...headers }),
      await fetch(`${server.url}/v1/identity/me`, { headers: { cookie, ...headers } }),
      await post('sign-in', { email, password, transport: 'cookie' }, headers),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { data: { code: 'foreign_origin' } } });
    }
  }
  expect(await as(session).identity.me()).toMatchObject({ email });
});

test('a cookie that was changed is refused', async () => {
  const { session } = await signedUp();
  for (const value of [`${session}x`, session.replace(/\../, '.!'), 'x', '%', '%ff.%ff']) {
    const answer = await fetch(`${server.url}/v1/identity/me`, { headers: { cookie: `stp_session=${value}` } });
    expect(answer.status, value).toBe(401);
  }
});

test('outside of this machine a cookie goes over TLS alone', async () => {
  const { email } = await signedUp();
  const set = await new Promise<string>((resolve, reject) => {
    const headers = {
      host: 'music.example.com',
      origin: 'https://music.example.com',
      'content-type': 'application/json',
    };
    const sent = request(`${server.url}/v1/identity/sign-in`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.headers['set-cookie']?.[0] ?? '');
    });
    sent.on('error', reject).end(JSON.stringify({ email, password, transport: 'cookie' }));
  });
  expect(set).toMatch(/^__Host-stp_session=.*; Secure$/);
});

test('a session that is used lasts, and none lasts longer than 30 days', async () => {
  const { client, session } = await signedUp();
  const expires = async () => Date.parse((await client.identity.listSessions()).items[0]?.expiresAt ?? '') - Date.now();
  const { id = '' } = (await client.identity.listSessions()).items[0] ?? {};
  const day = 24 * 60 * 60 * 1000;
  await postgres.auth`update auth_sessions set expires_at = now() + interval '2 days' where id = ${id}`;
  expect(await expires()).toBeGreaterThan(6 * day);
  await postgres.auth`
    update auth_sessions set expires_at = now() + interval '12 hours', created_at = now() - interval '29 days' where id = ${id}`;
  expect(await expires()).toBeLessThan(1.1 * day);
  expect(await expires()).toBeGreaterThan(0.9 * day);
  await postgres.auth`update auth_sessions set expires_at = now() where id = ${id}`;
  expect(await errorOf(as(session).identity.me())).toMatchObject({ code: 'session_invalid' });
});

test('a key is no person', async () => {
  const { client } = await organization();
  expect(await errorOf(client.identity.me())).toMatchObject({ code: 'session_required' });
  expect(await errorOf(new SongTrackPro({ baseUrl: server.url }).identity.me())).toMatchObject({
    code: 'api_key_missing',
  });
});

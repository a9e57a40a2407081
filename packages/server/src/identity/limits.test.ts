import { request } from 'node:http';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { password, people } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const limits = {
  perNetwork: 6,
  perAccountFromNetwork: 3,
  perAccount: 5,
  mailsPerAddress: 2,
  invitationsPerOrganization: 2,
};
const testServer = await openTestServer({ signIn: { limits } });
const wide = await openTestServer();
const { signedUp, newAddress } = people(wide);

let networks = 0;

/** A client that calls from an address of its own on the loopback network. */
function fromElsewhere() {
  networks += 1;
  const localAddress = `127.${1 + (process.pid % 250)}.${Date.now() % 250}.${networks}`;
  const fetchFrom: typeof fetch = (input, init) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers, body } = init ?? {};
      const options = { method, headers: Object.fromEntries(new Headers(headers)), localAddress };
      const sent = request(String(input), options, async (answer) => {
        const text = (await answer.toArray()).join('');
        resolve(
          new Response(text, { status: answer.statusCode ?? 0, headers: { 'content-type': 'application/json' } }),
        );
      });
      sent.on('error', reject).end(typeof body === 'string' ? body : undefined);
    });
  return new SongTrackPro({ baseUrl: testServer.server.url, fetch: fetchFrom }).identity;
}

const wrong = 'not the password';
const limited = { code: 'rate_limited', status: 429, details: { retryAfterSeconds: expect.any(Number) } };

test('after too many wrong passwords from one network the right one has to wait, from another it works', async () => {
  const { email } = await signedUp();
  const here = fromElsewhere();
  for (let attempt = 0; attempt < limits.perAccountFromNetwork; attempt += 1)
    expect(await errorOf(here.signIn({ email, password: wrong }))).toMatchObject({ code: 'sign_in_failed' });
  expect(await errorOf(here.signIn({ email, password }))).toMatchObject(limited);
  expect((await fromElsewhere().signIn({ email, password })).session).not.toBeNull();
});

test('unknown addresses are limited like known ones', async () => {
  const [here, email] = [fromElsewhere(), newAddress()];
  for (let attempt = 0; attempt < limits.perAccountFromNetwork; attempt += 1)
    expect(await errorOf(here.signIn({ email, password: wrong }))).toMatchObject({ code: 'sign_in_failed' });
  expect(await errorOf(here.signIn({ email, password: wrong }))).toMatchObject(limited);
});

test('attempts against one account are limited over all networks, and over all addresses for one network', async () => {
  const email = newAddress();
  for (let attempt = 0; attempt < limits.perAccount; attempt += 1)
    expect(await errorOf(fromElsewhere().signIn({ email, password: wrong }))).toMatchObject({ code: 'sign_in_failed' });
  expect(await errorOf(fromElsewhere().signIn({ email, password: wrong }))).toMatchObject(limited);
  const here = fromElsewhere();
  for (let attempt = 0; attempt < limits.perNetwork; attempt += 1)
    expect(await errorOf(here.signIn({ email: newAddress(), password: wrong }))).toMatchObject({
      code: 'sign_in_failed',
    });
  expect(await errorOf(here.signIn({ email: newAddress(), password: wrong }))).toMatchObject(limited);
});

test('attempts at the same instant are all counted', async () => {
  const [here, email] = [fromElsewhere(), newAddress()];
  const tries = await Promise.all(Array.from({ length: 12 }, () => errorOf(here.signIn({ email, password: wrong }))));
  const codes = tries.map((error) => ('code' in error ? error.code : error));
  expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(limits.perAccountFromNetwork);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(12 - limits.perAccountFromNetwork);
});

test('a sign-in that succeeds takes back what was counted against its account', async () => {
  const { email } = await signedUp();
  const here = fromElsewhere();
  for (let round = 0; round < 2; round += 1) {
    await errorOf(here.signIn({ email, password: wrong }));
    expect((await here.signIn({ email, password })).session).not.toBeNull();
  }
});

test('an address gets a few mails an hour, whoever asks for them', async () => {
  const email = newAddress();
  for (let mail = 0; mail < limits.mailsPerAddress; mail += 1) await fromElsewhere().requestPasswordReset({ email });
  expect(await errorOf(fromElsewhere().requestPasswordReset({ email }))).toMatchObject(limited);
  expect(await errorOf(fromElsewhere().signUp({ email, password, name: 'Someone' }))).toMatchObject(limited);
});

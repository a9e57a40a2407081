import { ConflictError, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person } = await openTestServer();
const names = async (client: SongTrackPro) => (await client.artists.list()).items.map(({ name }) => name);

test('a repeated call with one key gets the first answer and has no second effect', async () => {
  const { client } = await organization();
  const first = await client.artists.create({ name: 'Once' }, { idempotencyKey: 'a' });
  const second = await client.artists.create({ name: 'Once' }, { idempotencyKey: 'a' });
  expect(second).toEqual(first);
  expect(await names(client)).toEqual(['Once']);
});

test('calls at the same time with one key have one effect and one answer', async () => {
  const { client } = await organization();
  const calls = Array.from({ length: 8 }, () => client.artists.create({ name: 'Race' }, { idempotencyKey: 'race' }));
  const ids = (await Promise.all(calls)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
  expect(await names(client)).toEqual(['Race']);
});

test('a key that was used for another input is refused', async () => {
  const { client } = await organization();
  await client.artists.create({ name: 'One' }, { idempotencyKey: 'a' });
  const error = await errorOf(client.artists.create({ name: 'Two' }, { idempotencyKey: 'a' }));
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ code: 'idempotency_key_reused' });
});

test('a call that failed leaves its key free', async () => {
  const { client } = await organization();
  const spotifyId = '4Km5HrUvYTaSUfiSGPJeQR';
  const taken = await client.artists.create({ name: 'First', spotifyId });
  expect(await errorOf(client.artists.create({ name: 'Second', spotifyId }, { idempotencyKey: 'a' }))).toMatchObject({
    code: 'conflict',
  });
  const other = await client.artists.create({ name: 'Other' }, { idempotencyKey: 'a' });
  expect(other.id).not.toBe(taken.id);
});

test('a key belongs to its procedure, its API key and its organization', async () => {
  const [a, b] = [await organization(), await organization()];
  await a.client.artists.create({ name: 'A' }, { idempotencyKey: 'k' });
  await b.client.artists.create({ name: 'B' }, { idempotencyKey: 'k' });
  const campaign = await a.client.campaigns.create({ name: 'A' }, { idempotencyKey: 'k' });
  expect(campaign.status).toBe('draft');
  expect(await names(b.client)).toEqual(['B']);
});

/** Moves what was kept for an owner into the past. */
const age = (table: string, owner: string, id: string, seconds: number) =>
  server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true), set_config('app.actor_id', ${id}, true)`;
    await tx`update ${tx(table)} set created_at = created_at - make_interval(secs => ${seconds})
      where ${tx(owner)} = ${id}`;
  });
const almostADay = 24 * 3600 - 60;

test('the answer to an organization’s call is kept for 24 hours and no longer', async () => {
  const { client, id } = await organization();
  const create = () => client.artists.create({ name: 'Once' }, { idempotencyKey: 'a' });
  const first = await create();
  await age('idempotency_answers', 'organization_id', id, almostADay);
  expect(await create()).toEqual(first);
  await age('idempotency_answers', 'organization_id', id, 60);
  expect((await create()).id).not.toBe(first.id);
  expect(await names(client)).toEqual(['Once', 'Once']);
});

test('the answer to a person’s call is kept for 24 hours and no longer', async () => {
  const { client, userId } = await person();
  const create = (index: number) =>
    client.organizations.create(
      { name: 'Mine', slug: `mine-${userId}-${index}`.slice(0, 63), kind: 'label', timeZone: 'UTC', currency: 'EUR' },
      { idempotencyKey: 'a' },
    );
  const rename = (name: string) => client.identity.updateProfile({ name }, { idempotencyKey: 'a' });
  const [made, renamed] = [await create(1), await rename('One')];
  await age('personal_answers', 'user_id', userId, almostADay);
  expect(await create(1)).toEqual(made);
  expect(await rename('One')).toEqual(renamed);
  expect(await errorOf(rename('Two'))).toMatchObject({ code: 'idempotency_key_reused' });
  await age('personal_answers', 'user_id', userId, 60);
  expect((await create(2)).id).not.toBe(made.id);
  expect(await rename('Two')).toMatchObject({ name: 'Two' });
});

test('an answer that got lost is fetched by the client’s own repetition', async () => {
  const { apiKey, client } = await organization();
  let lost = 0;
  const lossy = new SongTrackPro({
    apiKey,
    baseUrl: server.url,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      lost += 1;
      if (lost === 1) throw new TypeError('connection reset');
      return answer;
    },
  });
  const artist = await lossy.artists.create({ name: 'Lost' });
  expect(lost).toBe(2);
  expect((await client.artists.list()).items).toEqual([artist]);
});

test('a key of the wrong shape is refused', async () => {
  const { apiKey } = await organization();
  const answer = await fetch(`${server.url}/v1/artists`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': 'x'.repeat(256),
    },
    body: '{"name":"A"}',
  });
  expect(answer.status).toBe(400);
});

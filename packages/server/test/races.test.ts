import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { campaignIn, readyCampaign } from './campaigns.ts';
import { password, people, tokenIn } from './people.ts';
import { openTestServer, type TestServer } from './support.ts';

// Two server processes share nothing but the database: what decides must lie there.
const one = await openTestServer();
const two = await openTestServer();
const { organization, person, mailsTo } = one;
const servers = [one, two];
const everyRound = Array.from({ length: rounds.races }, (_, round) => round);

/** A client of one process for a session, or for nobody. */
const clientAt = ({ server }: TestServer, session?: string) =>
  new SongTrackPro({ ...(session !== undefined && { session }), baseUrl: server.url });

interface Race<T> {
  won: T[];
  /** Codes of the errors. */
  lost: unknown[];
}

/** What calls that are made in the same moment came to. */
async function race<T>(calls: Promise<T>[]): Promise<Race<T>> {
  const settled = await Promise.allSettled(calls);
  return {
    won: settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    lost: settled.flatMap((result) =>
      result.status === 'rejected' ? [Reflect.get(Object(result.reason), 'code') ?? result.reason] : [],
    ),
  };
}

test.each(everyRound)(
  'two processes accept one invitation at once, and there is one membership (round %i)',
  async () => {
    const label = await organization();
    const owner = await person({ organization: label, role: 'owner' });
    const guest = await person();
    const { id } = await owner.client.invitations.create({ email: guest.email, role: 'viewer' });
    const token = tokenIn((await mailsTo(guest.email))[0]);
    const { won, lost } = await race(
      servers.map((server) => clientAt(server, guest.session).invitations.accept({ token })),
    );
    expect([won.length, lost]).toEqual([1, ['token_invalid']]);
    expect((await owner.client.organizations.listMembers()).items).toHaveLength(2);
    await expect
      .poll(async () => (await label.client.audit.list({ resourceId: id })).items.map(({ action }) => action))
      .toEqual(['invitations.accept', 'invitations.create']);
  },
);

test('two processes sign one new person up by one invitation at once, and there is one account and one membership', async () => {
  const label = await organization();
  const email = people(one).newAddress();
  await label.client.invitations.create({ email, role: 'viewer' });
  const token = tokenIn((await mailsTo(email))[0]);
  const { won, lost } = await race(
    servers.map((server) => clientAt(server).invitations.signUp({ token, password, name: 'New' })),
  );
  expect(won).toHaveLength(1);
  expect(['conflict', 'token_invalid']).toContain(lost[0]);
  expect((await label.client.organizations.listMembers()).items).toMatchObject([{ userId: won[0]?.userId, email }]);
  const { session } = await clientAt(two).identity.signIn({ email, password });
  expect((await clientAt(one, session ?? '').organizations.me()).organization.id).toBe(label.id);
});

test('an invitation that is accepted in one process and revoked in another ends one way', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const guest = await person();
  const { id } = await owner.client.invitations.create({ email: guest.email, role: 'viewer' });
  const token = tokenIn((await mailsTo(guest.email))[0]);
  const { won, lost } = await race<unknown>([
    clientAt(one, guest.session).invitations.accept({ token }),
    clientAt(two, owner.session).invitations.revoke({ id }),
  ]);
  expect([won.length, lost.length]).toEqual([1, 1]);
  const { status } = await owner.client.invitations.get({ id });
  const members = (await owner.client.organizations.listMembers()).items.length;
  expect([
    ['accepted', 2],
    ['revoked', 1],
  ]).toContainEqual([status, members]);
});

test('two processes invite one address at once, and one invitation waits', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const email = people(one).newAddress();
  const { won, lost } = await race(
    servers.map((server) => clientAt(server, owner.session).invitations.create({ email, role: 'viewer' })),
  );
  expect([won.length, lost]).toEqual([1, ['conflict']]);
  expect((await owner.client.invitations.list()).items).toEqual(won);
});

test.each(everyRound)('two processes take one slug at once, and one organization has it (round %i)', async () => {
  const slug = `race-${crypto.randomUUID().slice(0, 13)}`;
  const [first, second] = [await person(), await person()];
  const make = (server: TestServer, session: string) =>
    clientAt(server, session).organizations.create({ name: 'Race', kind: 'label', slug });
  const { won, lost } = await race([make(one, first.session), make(two, second.session)]);
  expect([won.length, lost]).toEqual([1, ['conflict']]);
  expect(await clientAt(two).organizations.resolveSlug({ slug })).toMatchObject({ slug });
});

test('two organizations rename themselves to one slug at once, and one of them has it', async () => {
  const slug = `race-${crypto.randomUUID().slice(0, 13)}`;
  const labels = [await organization(), await organization()];
  const { won, lost } = await race(
    labels.map(({ apiKey }, index) => {
      const client = new SongTrackPro({ apiKey, baseUrl: servers[index]?.server.url ?? '' });
      return client.organizations.update({ version: 1, slug });
    }),
  );
  expect([won.length, lost]).toEqual([1, ['conflict']]);
});

test.each(everyRound)(
  'two processes use one idempotency key at once, and there is one effect and one answer (round %i)',
  async () => {
    const { apiKey, client } = await organization();
    const idempotencyKey = crypto.randomUUID();
    const { won, lost } = await race(
      servers.map(({ server }) =>
        new SongTrackPro({ apiKey, baseUrl: server.url }).artists.create({ name: 'Race' }, { idempotencyKey }),
      ),
    );
    expect(lost).toEqual([]);
    expect(won[1]).toEqual(won[0]);
    expect((await client.artists.list()).items).toEqual([won[0]]);
    await expect.poll(async () => (await client.audit.list({ resourceId: won[0]?.id })).items).toHaveLength(1);
  },
);

test('two processes use one idempotency key for different inputs at once, and one is told so', async () => {
  const { apiKey, client } = await organization();
  const idempotencyKey = crypto.randomUUID();
  const { won, lost } = await race(
    servers.map(({ server }, index) =>
      new SongTrackPro({ apiKey, baseUrl: server.url }).artists.create({ name: `Race ${index}` }, { idempotencyKey }),
    ),
  );
  expect([won.length, lost]).toEqual([1, ['idempotency_key_reused']]);
  expect((await client.artists.list()).items).toEqual(won);
});

test('one person makes an organization in two processes with one idempotency key, and there is one', async () => {
  const founder = await person();
  const idempotencyKey = crypto.randomUUID();
  const { won, lost } = await race(
    servers.map((server) =>
      clientAt(server, founder.session).organizations.create({ name: 'Once', kind: 'artist' }, { idempotencyKey }),
    ),
  );
  expect(lost).toEqual([]);
  expect(won[1]).toEqual(won[0]);
  expect((await founder.client.organizations.list()).items).toHaveLength(1);
});

test.each(everyRound.flatMap((round) => (['delete', 'deleteMany'] as const).map((call) => ({ round, call }))))(
  'one process starts a campaign while another deletes its audience with $call, and one of the two happens (round $round)',
  async ({ call }) => {
    const { apiKey, client } = await organization();
    const elsewhere = new SongTrackPro({ apiKey, baseUrl: two.server.url });
    const audience = await client.audiences.create({ name: 'Fans' });
    const { id, version } = await readyCampaign(client, {
      targeting: { version: 1, excludedAudienceIds: [audience.id] },
    });
    await race<unknown>([
      client.campaigns.changeStatus({ id, version, status: 'active' }),
      call === 'delete'
        ? elsewhere.audiences.delete({ id: audience.id })
        : elsewhere.audiences.deleteMany({ ids: [audience.id] }),
    ]);
    const { status } = await client.campaigns.get({ id });
    const left = (await client.audiences.list()).items.length;
    expect([
      ['active', 1],
      ['draft', 0],
    ]).toContainEqual([status, left]);
  },
);

test.each(everyRound)(
  'one process aims a running campaign at an audience while another deletes it, and one of the two happens (round %i)',
  async () => {
    const { apiKey, client } = await organization();
    const elsewhere = new SongTrackPro({ apiKey, baseUrl: two.server.url });
    const audience = await client.audiences.create({ name: 'Fans' });
    const { id, version } = await campaignIn(client, 'active');
    const { won, lost } = await race<unknown>([
      client.campaigns.update({ id, version, targeting: { version: 1, audienceIds: [audience.id] } }),
      elsewhere.audiences.delete({ id: audience.id }),
    ]);
    const { targeting } = await client.campaigns.get({ id });
    const left = (await client.audiences.list()).items.map((item) => item.id);
    expect(targeting.audienceIds).toEqual(left);
    expect([won.length, lost]).toEqual([1, [left.length === 1 ? 'conflict' : 'not_found']]);
  },
);

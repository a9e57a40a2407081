import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { server, organization, person } = await openTestServer();

const ownerOf = async (id: string) => {
  const [row] = await server.services.postgres.auth<{ owner_id: string | null }[]>`
    select owner_id from organizations where id = ${id}`;
  return row?.owner_id;
};

test('the last owner neither leaves nor is removed nor gets another role', async () => {
  const label = await organization();
  const { client, userId } = await person({ organization: label, role: 'owner' });
  for (const call of [
    () => client.organizations.leave({ id: label.id }),
    () => client.organizations.removeMember({ userId }),
    () => client.organizations.updateMember({ userId, version: 1, role: 'admin' }),
    () => label.client.organizations.updateMember({ userId, version: 1, role: 'viewer' }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'last_owner' });
  expect((await client.organizations.me()).member?.role).toBe('owner');
});

test('with another owner the first one may go, and the organization belongs to who stays', async () => {
  const label = await organization();
  const first = await person({ organization: label, role: 'owner' });
  const second = await person({ organization: label, role: 'viewer' });
  const third = await person({ organization: label, role: 'viewer' });
  await first.client.organizations.updateMember({ userId: second.userId, version: 1, role: 'owner' });
  await first.client.organizations.updateMember({ userId: third.userId, version: 1, role: 'owner' });
  expect(await ownerOf(label.id)).toBe(first.userId);
  await first.client.organizations.leave({ id: label.id });
  expect(await ownerOf(label.id)).toBe(second.userId);
  await second.client.organizations.updateMember({ userId: second.userId, version: 2, role: 'admin' });
  expect(await ownerOf(label.id)).toBe(third.userId);
});

test('an owner who deleted their account counts as none', async () => {
  const label = await organization();
  const { client } = await person({ organization: label, role: 'owner' });
  const gone = await person({ organization: label, role: 'owner' });
  await server.services.postgres.worker`update users set deleted_at = now() where id = ${gone.userId}`;
  expect(await errorOf(client.organizations.leave({ id: label.id }))).toMatchObject({ code: 'last_owner' });
});

test('of two owners who go at the same moment, one stays', async () => {
  for (let round = 0; round < rounds.competitors; round += 1) {
    const label = await organization();
    const one = await person({ organization: label, role: 'owner' });
    const two = await person({ organization: label, role: 'owner' });
    const outcomes = await Promise.allSettled([
      round % 2 === 0
        ? one.client.organizations.leave({ id: label.id })
        : one.client.organizations.updateMember({ userId: two.userId, version: 1, role: 'viewer' }),
      two.client.organizations.removeMember({ userId: one.userId }),
    ]);
    const members = await label.client.organizations.listMembers();
    expect(members.items.filter(({ role }) => role === 'owner')).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(1);
    // The other change came first: the caller is no owner any more, no member any more, or the last owner.
    expect(['last_owner', 'forbidden', 'organization_required', 'not_found']).toContain(refused[0].code);
  }
});

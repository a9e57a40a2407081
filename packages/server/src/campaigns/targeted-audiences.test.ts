import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readyCampaign } from '../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, person } = await openTestServer();

const aimingAt = (...audienceIds: string[]) => ({ version: 1 as const, audienceIds });
const avoiding = (...excludedAudienceIds: string[]) => ({ version: 1 as const, excludedAudienceIds });

test.each([
  ['aims at', aimingAt],
  ['keeps away from', avoiding],
])('a campaign that %s a deleted audience is not started until the audience is back', async (_, targetingOf) => {
  const { client } = await organization();
  const audience = await client.audiences.create({ name: 'Fans' });
  const { id, version } = await readyCampaign(client, { targeting: targetingOf(audience.id) });
  await client.audiences.delete({ id: audience.id });
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: ['audiences'] } });
  expect(error.message).toContain('restore those that were deleted, or take them out');
  expect(await client.campaigns.get({ id })).toMatchObject({ status: 'draft', version });
  await client.audiences.restore({ id: audience.id });
  expect(await client.campaigns.changeStatus({ id, version, status: 'active' })).toMatchObject({ status: 'active' });
});

test('a paused campaign that was away while its audience was deleted is resumed without it', async () => {
  const { client } = await organization();
  const audience = await client.audiences.create({ name: 'Fans' });
  const { id, ...draft } = await readyCampaign(client, { targeting: aimingAt(audience.id) });
  const { version: active } = await client.campaigns.changeStatus({ id, version: draft.version, status: 'active' });
  await client.campaigns.changeStatus({ id, version: active, status: 'paused' });
  await client.campaigns.delete({ id });
  await client.audiences.delete({ id: audience.id });
  const { version, targeting } = await client.campaigns.restore({ id });
  expect(targeting.audienceIds).toEqual([audience.id]);
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: ['audiences'] } });
  const changed = await client.campaigns.update({ id, version, targeting: { version: 1 } });
  const resumed = await client.campaigns.changeStatus({ id, version: changed.version, status: 'active' });
  expect(resumed).toMatchObject({ status: 'active' });
});

test.each(['create', 'update'] as const)(
  'a targeting is refused by %s when it names an audience that is deleted, unknown or another organization’s',
  async (call) => {
    const [{ client }, other] = [await organization(), await organization()];
    const [there, deleted, theirs] = [
      await client.audiences.create({ name: 'There' }),
      await client.audiences.create({ name: 'Deleted' }),
      await other.client.audiences.create({ name: 'Theirs' }),
    ];
    await client.audiences.delete({ id: deleted.id });
    const before = await client.campaigns.create({ name: 'Plan', targeting: aimingAt(there.id) });
    for (const id of [deleted.id, randomUUID(), theirs.id]) {
      for (const targeting of [aimingAt(there.id, id), { ...aimingAt(there.id), ...avoiding(id) }]) {
        const attempt =
          call === 'create'
            ? client.campaigns.create({ name: 'Other', targeting })
            : client.campaigns.update({ id: before.id, version: before.version, targeting });
        expect(await errorOf(attempt)).toMatchObject({ code: 'not_found', details: { entity: 'audience', id } });
      }
    }
    expect((await client.campaigns.list()).items).toEqual([before]);
  },
);

test('an audience that is named in capital letters is the same one, and is not deleted under a running campaign', async () => {
  const { client } = await organization();
  const audience = await client.audiences.create({ name: 'Fans' });
  const { id, version, targeting } = await readyCampaign(client, { targeting: aimingAt(audience.id.toUpperCase()) });
  expect(targeting.audienceIds).toEqual([audience.id]);
  await client.campaigns.changeStatus({ id, version, status: 'active' });
  const error = await errorOf(client.audiences.delete({ id: audience.id }));
  expect(error).toMatchObject({ code: 'conflict', details: { campaigns: [{ id }] } });
});

test('a member restricted to an artist starts a campaign with the audiences that others chose, and chooses none', async () => {
  const made = await organization();
  const [chosen, other] = [
    await made.client.audiences.create({ name: 'Chosen' }),
    await made.client.audiences.create({ name: 'Other' }),
  ];
  const { id, version, artistId } = await readyCampaign(made.client, { targeting: aimingAt(chosen.id) });
  const { client } = await person({ organization: made, role: 'manager', artistIds: [artistId] });
  const targeting = { ...aimingAt(chosen.id), countries: ['DE'] };
  const changed = await client.campaigns.update({ id, version, targeting });
  expect(changed.targeting).toMatchObject(targeting);
  const more = { ...targeting, ...aimingAt(chosen.id, other.id) };
  const error = await errorOf(client.campaigns.update({ id, version: changed.version, targeting: more }));
  expect(error).toMatchObject({ code: 'not_found', details: { entity: 'audience', id: other.id } });
  const started = await client.campaigns.changeStatus({ id, version: changed.version, status: 'active' });
  expect(started).toMatchObject({ status: 'active' });
  expect(await errorOf(made.client.audiences.delete({ id: chosen.id }))).toMatchObject({ code: 'conflict' });
});

import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { campaignIn } from '../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();

test('many are paused at once; those that are gone or can’t be paused are left and named by their place', async () => {
  const [{ client }, other] = [await organization(), await organization()];
  const [active, paused, draft] = [
    await campaignIn(client, 'active'),
    await campaignIn(client, 'paused'),
    await campaignIn(client, 'draft'),
  ];
  const theirs = await campaignIn(other.client, 'active');
  const ids = [draft.id, active.id, theirs.id, paused.id, randomUUID(), active.id];
  expect(await client.campaigns.updateMany({ ids, change: { kind: 'pause' } })).toEqual({
    changed: [active.id],
    unchanged: [paused.id],
    refused: [
      { index: 0, code: 'wrong_status' },
      { index: 2, code: 'not_found' },
      { index: 4, code: 'not_found' },
    ],
  });
  expect(await client.campaigns.get({ id: active.id })).toMatchObject({
    status: 'paused',
    version: active.version + 1,
  });
  expect(await other.client.campaigns.get({ id: theirs.id })).toEqual(theirs);
});

test('only completed campaigns are archived', async () => {
  const { client } = await organization();
  const [completed, active] = [await campaignIn(client, 'completed'), await campaignIn(client, 'active')];
  const { changed, refused } = await client.campaigns.updateMany({
    ids: [completed.id, active.id],
    change: { kind: 'archive' },
  });
  expect({ changed, refused }).toEqual({ changed: [completed.id], refused: [{ index: 1, code: 'wrong_status' }] });
});

test('a tag is set and taken away, and each campaign that it changes is audited', async () => {
  const { client } = await organization();
  const [one, two] = [
    await client.campaigns.create({ name: 'One', tags: ['b'] }),
    await client.campaigns.create({ name: 'Two', tags: ['a', 'b'] }),
  ];
  const ids = [one.id, two.id];
  const tagged = await client.campaigns.updateMany({ ids, change: { kind: 'tag', tag: 'a' } });
  expect(tagged).toMatchObject({ changed: [one.id], unchanged: [two.id] });
  expect((await client.campaigns.get({ id: one.id })).tags).toEqual(['a', 'b']);
  await client.campaigns.updateMany({ ids, change: { kind: 'untag', tag: 'b' } });
  expect((await client.campaigns.list({ tag: 'b' })).items).toEqual([]);
  await vi.waitFor(
    async () => {
      const { items } = await client.audit.list({ resourceId: one.id, action: 'campaigns.updateMany' });
      expect(items.map(({ changes }) => changes)).toEqual([
        [{ field: 'tags', before: ['a', 'b'], after: ['a'] }],
        [{ field: 'tags', before: ['b'], after: ['a', 'b'] }],
      ]);
    },
    { timeout: 20_000 },
  );
});

test('10,000 ids are taken and 10,001 are refused, and so are none', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'One' });
  const others = Array.from({ length: 10_000 }, () => randomUUID());
  const change = { kind: 'tag', tag: 'x' } as const;
  const { changed, refused } = await client.campaigns.updateMany({ ids: [id, ...others.slice(1)], change });
  expect([changed, refused.length]).toEqual([[id], 9999]);
  for (const ids of [[id, ...others], []]) {
    const error = await errorOf(client.campaigns.updateMany({ ids, change }));
    expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'ids' }] } });
  }
});

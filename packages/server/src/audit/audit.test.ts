import type { AuditEntry, SongTrackPro } from '@songtrackpro/sdk';
import { parse as parseCsv } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person, as } = await openTestServer();

/** What a row of the CSV export says of an entry. */
const columnsOf = (entry: AuditEntry | undefined) => ({
  id: entry?.id ?? '',
  at: entry?.at ?? '',
  action: entry?.action ?? '',
  actorKind: entry?.actor.kind ?? '',
  actorId: entry?.actor.id ?? '',
  resourceKind: entry?.resource.kind ?? '',
  resourceId: entry?.resource.id ?? '',
  changes: JSON.stringify(entry?.changes),
  requestId: entry?.requestId ?? '',
  ip: entry?.ip ?? '',
  userAgent: entry?.userAgent ?? '',
});

/** Entries arrive a moment after their change. */
async function entries(client: SongTrackPro, count: number): Promise<AuditEntry[]> {
  await expect.poll(async () => (await client.audit.list({ limit: 200 })).items.length).toBe(count);
  return (await client.audit.list({ limit: 200 })).items;
}

test('every change is written with who, what, from where, and its fields before and after', async () => {
  const { client } = await organization();
  const { apiKey } = await client.organizations.me();
  const campaign = await client.campaigns.create({ name: 'Before' });
  await client.campaigns.update({ id: campaign.id, version: 1, name: 'After' });
  const [update, create] = await entries(client, 2);
  expect(update).toMatchObject({
    action: 'campaigns.update',
    actor: { kind: 'apiKey', id: apiKey?.id },
    resource: { kind: 'campaign', id: campaign.id },
    changes: [{ field: 'name', before: 'Before', after: 'After' }],
    ip: '127.0.0.1',
  });
  expect(create).toMatchObject({ action: 'campaigns.create' });
  expect(create?.changes).toContainEqual({ field: 'name', before: null, after: 'Before' });
  expect(create?.requestId).not.toBe(update?.requestId);
});

test('a call that failed and a call that was repeated leave no further entry', async () => {
  const { client } = await organization();
  await client.artists.create({ name: 'A' }, { idempotencyKey: 'a' });
  await client.artists.create({ name: 'A' }, { idempotencyKey: 'a' });
  await errorOf(client.tracks.create({ artistId: '01930000-0000-7000-8000-000000000000', title: 'x' }));
  const last = await client.campaigns.create({ name: 'Last' });
  const found = await entries(client, 2);
  expect(found[0]?.resource.id).toBe(last.id);
});

test('the content of an import is a change of its own', async () => {
  const { client } = await organization();
  const { id } = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, timelineCsv([['2026-01-01', 1]]));
  const actions = (await entries(client, 2)).map(({ action, resource }) => [action, resource.id]);
  expect(actions).toEqual([
    ['imports.content', id],
    ['imports.create', id],
  ]);
});

test('a list and an export find what somebody did, what happened to a kind of thing, and what a request did', async () => {
  const label = await organization();
  const { client } = label;
  const owner = await person({ organization: label, role: 'owner' });
  const asOwner = as(owner, label.id);
  await client.artists.create({ name: 'by the key' });
  const artist = await asOwner.artists.create({ name: 'by the owner' });
  const campaign = await asOwner.campaigns.create({ name: 'by the owner' });
  await entries(client, 3);
  const find = async (filter: Parameters<typeof client.audit.list>[0]) => {
    const listed = (await client.audit.list(filter)).items;
    const exported = (await client.audit.export(filter)).items.map((line) => JSON.parse(line));
    expect(exported).toEqual(listed);
    return listed.map(({ action, actor }) => `${action} ${actor.kind}`);
  };
  const keyId = (await client.organizations.me()).apiKey?.id ?? '';
  const theirs = ['campaigns.create user', 'artists.create user'];
  expect(await find({ actorId: owner.userId })).toEqual(theirs);
  expect(await find({ actorKind: 'user' })).toEqual(theirs);
  expect(await find({ actorKind: 'apiKey', actorId: keyId })).toEqual(['artists.create apiKey']);
  expect(await find({ actorKind: 'system', actorId: keyId })).toEqual([]);
  expect(await find({ resourceKind: 'artist' })).toEqual(['artists.create user', 'artists.create apiKey']);
  expect(await find({ resourceKind: 'artist', resourceId: artist.id })).toEqual(['artists.create user']);
  expect(await find({ resourceKind: 'artist', resourceId: campaign.id })).toEqual([]);
  const [latest] = await entries(client, 3);
  expect(await find({ requestId: latest?.requestId ?? '' })).toEqual(['campaigns.create user']);
  const csv = await client.audit.export({ format: 'csv', actorId: owner.userId, limit: 1 }).toArray({ limit: 9 });
  expect(csv).toHaveLength(3);
});

test('entries are filtered and paged, and belong to their organization alone', async () => {
  const [mine, other] = [await organization(), await organization()];
  await other.client.artists.create({ name: 'Theirs' });
  for (const name of ['a', 'b', 'c']) await mine.client.artists.create({ name });
  const campaign = await mine.client.campaigns.create({ name: 'd' });
  await entries(mine.client, 4);
  const { client } = mine;
  expect((await client.audit.list({ resourceId: campaign.id })).items).toHaveLength(1);
  expect((await client.audit.list({ action: 'artists.create' })).items).toHaveLength(3);
  expect((await client.audit.list({ to: '2020-01-01T00:00:00.000Z' })).items).toEqual([]);
  expect(await client.audit.list({ limit: 1 }).toArray({ limit: 100 })).toHaveLength(4);
});

test('an export has every entry that a list finds, as JSON lines and as CSV, page after page', async () => {
  const { client } = await organization();
  const campaign = await client.campaigns.create({ name: '=HYPERLINK("http://example.com","x"), "quoted"' });
  for (const name of ['a', 'b', 'c']) await client.artists.create({ name });
  const all = await entries(client, 4);
  const jsonl = await client.audit.export({ limit: 1 }).toArray({ limit: 100 });
  expect(jsonl.map((line) => JSON.parse(line) as AuditEntry)).toEqual(all);
  const found = await client.audit.export({ resourceId: campaign.id }).toArray({ limit: 100 });
  expect(found.map((line) => JSON.parse(line) as AuditEntry)).toEqual([all[3]]);

  const csv = await client.audit.export({ format: 'csv', limit: 3 }).toArray({ limit: 100 });
  const [header, ...rows] = parseCsv(csv.join('\r\n'));
  expect(header).toEqual(Object.keys(columnsOf(all[0])));
  expect(rows).toEqual(all.map((entry) => Object.values(columnsOf(entry))));
  expect((await client.audit.export({ to: '2020-01-01T00:00:00.000Z' })).items).toEqual([]);
});

test('what a caller can put into an export cannot become a formula', async () => {
  const { apiKey } = await organization();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  for (const agent of ['=1+1', '+1', '-1', '@SUM(A1)']) {
    const sent = { method: 'POST', headers: { ...headers, 'user-agent': agent }, body: '{"name":"A"}' };
    expect((await fetch(`${server.url}/v1/artists`, sent)).status).toBe(200);
  }
  const read = async () => {
    const answer = await fetch(`${server.url}/v1/audit/export?format=csv`, { headers });
    return ((await answer.json()) as { items: string[] }).items;
  };
  await expect.poll(async () => (await read()).length).toBe(5);
  const agents = (await read()).slice(1).map((line) => line.split(',').at(-1));
  expect(agents).toEqual(['"\'@SUM(A1)"', '"\'-1"', '"\'+1"', '"\'=1+1"']);
});

import { beforeEach, expect, test } from 'vitest';
import { asTenant, type Furnished, furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { type PurgedRow, purgeDeleted } from './purge.ts';

const { postgres } = await openTestDatabase();
const before = new Date('2026-06-01T00:00:00Z');
const long = '2026-05-01';
const recently = '2026-06-02';
let ours: Furnished;

beforeEach(async () => {
  ours = await furnish(postgres);
});

const run = (statement: string) => asTenant(postgres, ours.organizationId, (tx) => tx.unsafe(statement));
const count = async (table: string) => (await run(`select 1 from ${table}`)).length;
const purge = (erase: (rows: PurgedRow[]) => Promise<void> = async () => {}) =>
  purgeDeleted(postgres, { before, erase });

test('what was deleted long enough ago goes for good, and only that', async () => {
  await run(
    `update campaigns set deleted_at = '${long}' where origin = 'manual'; update audiences set deleted_at = '${recently}'`,
  );
  expect(await purge()).toEqual([{ kind: 'campaign', id: ours.campaignId, organizationId: ours.organizationId }]);
  expect([await count('campaigns'), await count('audiences'), await count('tracks')]).toEqual([1, 1, 1]);
  // What hangs on the campaign went with it.
  expect([await count('campaign_goals'), await count('campaign_links'), await count('ads')]).toEqual([0, 0, 0]);
});

test('a track goes before its artist, and campaigns lose only the link', async () => {
  await run(`update tracks set deleted_at = '${long}'; update artists set deleted_at = '${long}'`);
  // The second artist was merged into the first.
  expect((await purge()).map((row) => row.kind)).toEqual(['track', 'artist', 'artist']);
  expect(await run('select distinct track_id, organization_id from campaigns')).toEqual([
    { track_id: null, organization_id: ours.organizationId },
  ]);
});

test('an artist that a living track points to stays, and its documents are not erased', async () => {
  await run(`update artists set deleted_at = '${long}'`);
  const erased: PurgedRow[] = [];
  expect(await purge(async (rows) => void erased.push(...rows))).toEqual([]);
  expect(erased).toEqual([]);
  expect(await count('tracks')).toBe(1);
});

test('what was merged away stays as long as the one that it went into, and goes after it', async () => {
  const [other] = await run(`insert into tracks (organization_id, artist_id, title)
    select organization_id, artist_id, 'Sample song' from tracks returning id`);
  await run(`update tracks set deleted_at = '${long}', merged_into = '${ours.trackId}' where id = '${other?.id}'`);
  await run(`insert into catalogue_merges (organization_id, from_track_id, into_track_id, merged_at)
    values ('${ours.organizationId}', '${other?.id}', '${ours.trackId}', '${long}')`);
  expect(await purge()).toEqual([]);
  await run(`update tracks set deleted_at = '${long}' where id = '${ours.trackId}'`);
  expect((await purge()).map(({ id }) => id)).toEqual([ours.trackId, other?.id]);
  expect(await run('select 1 from catalogue_merges where from_track_id is not null')).toEqual([]);
});

test('an organization takes everything along that it owned', async () => {
  await run(`update organizations set deleted_at = '${long}'`);
  expect((await purge()).map((row) => row.kind)).toEqual(['organization']);
  for (const table of ['organizations', 'artists', 'tracks', 'campaigns', 'audience_insights', 'api_keys', 'imports']) {
    expect(await count(table)).toBe(0);
  }
  expect(await postgres.worker`select 1 from invoices where organization_id = ${ours.organizationId}`).toEqual([]);
});

test('a person goes with the memberships, and the organization stays without an owner', async () => {
  await postgres.worker`update users set deleted_at = ${long} where id = ${ours.userId}`;
  expect(await purge()).toEqual([{ kind: 'user', id: ours.userId, organizationId: null }]);
  expect(await run('select owner_id from organizations')).toEqual([{ owner_id: null }]);
  expect(await run('select distinct created_by from campaigns')).toEqual([{ created_by: null }]);
});

test('nothing is removed here before other stores have erased theirs', async () => {
  await run(`update campaigns set deleted_at = '${long}' where id = '${ours.campaignId}'`);
  const unreachable = purge(async () => {
    throw new Error('the document store is away');
  });
  await expect(unreachable).rejects.toThrow('the document store is away');
  expect(await run(`select 1 from campaigns where id = '${ours.campaignId}'`)).toHaveLength(1);
  expect(await purge()).toHaveLength(1);
});

test('deleted goals and templates go by themselves', async () => {
  await run(`update campaign_goals set deleted_at = '${long}'; update campaign_templates set deleted_at = '${long}'`);
  expect((await purge()).map((row) => row.kind)).toEqual(['goal', 'campaignTemplate']);
  expect([await count('campaign_goals'), await count('campaign_templates')]).toEqual([0, 0]);
});

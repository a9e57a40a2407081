import { NewTrack } from '@songtrackpro/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { insertAudience } from '../audiences/store.ts';
import { findTargetedCampaigns } from '../campaigns/find-targeted.ts';
import { insertCampaign } from '../campaigns/store.ts';
import { asTenant, type Furnished, furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { listTracks } from '../tracks/list-tracks.ts';
import { insertTrack } from '../tracks/store.ts';
import { withTenant } from './tenant.ts';

const { owner, postgres } = await openTestDatabase();
let ours: Furnished;
let theirs: Furnished;

beforeAll(async () => {
  [ours, theirs] = [await furnish(postgres), await furnish(postgres)];
});

const run = (statement: string) => asTenant(postgres, ours.organizationId, (tx) => tx.unsafe(statement));

test('an e-mail address in other case is the same address', async () => {
  await postgres.auth`insert into users (email, name) values ('Somebody@Example.com', 'One')`;
  const again = postgres.auth`insert into users (email, name) values ('sOMEBODY@eXAMPLE.COM', 'Two')`;
  await expect(again).rejects.toMatchObject({ code: '23505', constraint_name: 'users_email_key' });
});

test('the time of verification stands beside the sign-in library’s flag', async () => {
  const [verified] = await postgres.auth`
    insert into users (email, name, email_verified) values ('v@example.com', 'V', true) returning email_verified_at`;
  expect(verified?.email_verified_at).toBeInstanceOf(Date);
  const [changed] = await postgres.auth`
    update users set email_verified = false where email = 'v@example.com' returning email_verified_at`;
  expect(changed?.email_verified_at).toBeNull();
});

test('an ISRC in lower case with hyphens is kept as twelve characters; a malformed one is refused with what is wrong', async () => {
  const { isrc } = NewTrack.parse({ artistId: ours.artistId, title: 'T', isrc: 'qm-abc-26-00777' });
  const { organizationId, artistId } = ours;
  const track = await withTenant(postgres, ours, (tx) =>
    insertTrack(tx, { organizationId, artistId, title: 'T', isrc: isrc ?? null, origin: 'manual' }),
  );
  expect(track.isrc).toBe('QMABC2600777');
  const bad = NewTrack.safeParse({ artistId, title: 'T', isrc: 'QM-ABC-26' });
  expect(bad.error?.issues[0]?.message).toContain('two letters, three letters or digits, seven digits');
  const around = withTenant(postgres, ours, (tx) =>
    insertTrack(tx, { organizationId, artistId, title: 'T', isrc: 'QM-ABC-26', origin: 'manual' }),
  );
  await expect(around).rejects.toMatchObject({ kind: 'check' });
});

test('a foreign id of another organization is refused, and nothing is written', async () => {
  const { organizationId } = ours;
  const count = async () =>
    (await withTenant(postgres, ours, (tx) => listTracks(tx, { limit: 200, after: null }, {}))).items.length;
  const before = await count();
  const link = withTenant(postgres, ours, (tx) =>
    insertTrack(tx, { organizationId, artistId: theirs.artistId, title: 'x', origin: 'manual' }),
  );
  await expect(link).rejects.toMatchObject({ kind: 'foreign_key' });
  expect(await count()).toBe(before);
});

describe.each([
  ['a campaign’s track', () => `update campaigns set track_id = '${theirs.trackId}'`],
  ['a campaign’s creator', () => `update campaigns set created_by = '${theirs.userId}'`],
  ['a goal’s campaign', () => `update campaign_goals set campaign_id = '${theirs.campaignId}'`],
  ['an insight’s audience', () => `update audience_insights set audience_id = '${theirs.audienceId}'`],
  ['a notification’s reader', () => `update notifications set user_id = '${theirs.userId}'`],
])('a link across organizations', (what, statement) => {
  test(`${what} is refused by the database itself`, async () => {
    await expect(run(statement())).rejects.toMatchObject({ code: '23503' });
  });
});

test('the owner must be a member, by the end of the transaction', async () => {
  await expect(run(`update organizations set owner_id = '${theirs.userId}'`)).rejects.toMatchObject({ code: '23503' });
});

test.each([
  ['an end before the start', "update campaigns set start_date = '2026-02-01', end_date = '2026-01-31'"],
  ['a negative budget', "update campaigns set budget_minor = -1, currency = 'EUR'"],
  ['a negative spend', "update campaigns set spend_minor = -1, spend_as_of = now(), currency = 'EUR'"],
  ['money without a currency', 'update campaigns set budget_minor = 1, currency = null'],
  ['a currency that is no code', "update campaigns set currency = 'euro'"],
  ['a goal below its baseline', 'update campaign_goals set baseline = 10, target = 10'],
  ['a status that does not exist', "update campaigns set status = 'running'"],
  ['a Spotify id of the wrong length', "update tracks set spotify_id = 'abc'"],
  ['a JSON column that is no versioned object', `update campaigns set targeting = '[]'`],
  ['an empty list of networks', "update api_keys set allowed_ips = '{}'"],
  ['a key that follows itself', 'update api_keys set rotated_from_id = id'],
  ['an access that ends before it begins', 'update support_accesses set ended_at = starts_at - interval $$1 day$$'],
  ['an audience of unequal bounds', 'update audiences set size_lower = 2, size_upper = 1, size_as_of = now()'],
])('%s is refused', async (_, statement) => {
  await expect(run(statement)).rejects.toMatchObject({ code: '23514' });
});

test('networks of a key are kept as they are written in CIDR notation, and no other text is', async () => {
  const [row] = await run(`update api_keys set allowed_ips = '{203.0.113.0/24,2001:db8::/32}' returning allowed_ips`);
  expect(row?.allowed_ips).toEqual(['203.0.113.0/24', '2001:db8::/32']);
  await expect(run(`update api_keys set allowed_ips = '{203.0.113.7/24}'`)).rejects.toMatchObject({ code: '22P02' });
  await expect(run(`update api_keys set allowed_ips = '{example.com}'`)).rejects.toMatchObject({ code: '22P02' });
});

test('a member who may see listed artists alone sees none when the last of them is gone', async () => {
  const guest = await furnish(postgres);
  const rows = await asTenant(postgres, guest.organizationId, async (tx) => {
    await tx`update organization_members set all_artists = false`;
    const another =
      await tx`insert into artists (organization_id, name) values (${guest.organizationId}, 'Another') returning id`;
    await tx`update member_artists set artist_id = ${another[0]?.id}`;
    await tx`delete from artists where id = ${another[0]?.id}`;
    return tx`select m.all_artists, (select count(*)::int from member_artists) as artists from organization_members m`;
  });
  expect(rows).toEqual([{ all_artists: false, artists: 0 }]);
});

test('an organization with payment methods has exactly one default when it commits', async () => {
  const none = run('update payment_methods set is_default = false');
  await expect(none).rejects.toMatchObject({ code: '23514', constraint_name: 'payment_methods_one_default' });
  const add = `insert into payment_methods (organization_id, stripe_payment_method_id, type, is_default)
    values ('${ours.organizationId}', 'pm_second', 'card', true)`;
  await expect(run(add)).rejects.toMatchObject({ constraint_name: 'payment_methods_default_key' });
  // The default moves within a transaction, through a moment without one.
  await run(`update payment_methods set is_default = false; ${add}`);
  await run('delete from payment_methods');
});

test('an audience’s criteria are checked on write and found at any depth', async () => {
  const { organizationId } = ours;
  const root = {
    all: [{ countries: ['DE'] }, { not: { any: [{ interests: ['6003'] }, { genders: ['female' as const] }] } }],
  };
  const audience = await withTenant(postgres, ours, (tx) =>
    insertAudience(tx, { organizationId, name: 'Tree', criteria: { version: 1, root } }),
  );
  expect(audience.criteria).toEqual(root);
  const { findAudiencesByCriterion } = await import('../audiences/store.ts');
  const found = (value: string) => withTenant(postgres, ours, (tx) => findAudiencesByCriterion(tx, 'interests', value));
  expect((await found('6003')).map(({ id }) => id)).toEqual([audience.id]);
  expect(await found('"] || true')).toEqual([]);
  const bad = withTenant(postgres, ours, (tx) =>
    insertAudience(tx, { organizationId, name: 'Bad', criteria: { version: 1, root: { countries: ['Germany'] } } }),
  );
  await expect(bad).rejects.toThrow(/audience criteria/);
});

test('campaigns are found by the country and the interest that they target, each organization its own', async () => {
  const { organizationId } = ours;
  const campaign = await withTenant(postgres, ours, (tx) =>
    insertCampaign(tx, { organizationId, name: 'Targeted', status: 'draft', origin: 'manual' }),
  );
  await run(`update campaigns set targeting = '{"version": 1, "countries": ["DE", "AT"], "interests": [{"id": "1", "name": "Pop"}]}'
    where id = '${campaign.id}'`);
  const found = async (tenant: Furnished, query: { country?: string; interestId?: string }) =>
    (await withTenant(postgres, tenant, (tx) => findTargetedCampaigns(tx, query))).map(({ id }) => id);
  expect(await found(ours, { country: 'AT', interestId: '1' })).toEqual([campaign.id]);
  expect(await found(ours, { country: 'FR' })).toEqual([]);
  expect(await found(theirs, { country: 'AT' })).toEqual([]);
});

test('ids are version 7 in one layout, made by the server’s own function or by ours', async () => {
  for (const name of ['uuid_v7', 'uuid_v7_computed']) {
    const rows = await owner.unsafe<{ id: string; now: number }[]>(
      `select ${name}() as id, extract(epoch from clock_timestamp())::float8 * 1000 as now from generate_series(1, 50)`,
    );
    for (const { id, now } of rows) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Math.abs(Number.parseInt(id.replace('-', '').slice(0, 12), 16) - now)).toBeLessThan(10_000);
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(50);
  }
});

import { nextCampaignStatuses } from '@songtrackpro/contracts';
import type { SongTrackPro } from '@songtrackpro/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { readyCampaign } from '../../test/campaigns.ts';
import { giveSubscription } from '../../test/subscriptions.ts';
import { errorOf, openTestServer } from '../../test/support.ts';
import { recountPlanUse } from './index.ts';

const { server, organization } = await openTestServer({ billing: { defaultPlan: 'professional' } });
const { app } = server.services.postgres;

const standing = ['tracks', 'activeCampaigns', 'integrations', 'scheduledReports'] as const;

/** Statements of one organization, below everything that could hide a fault. */
const within = <T>(organizationId: string, work: (tx: Parameters<Parameters<typeof app.begin>[1]>[0]) => Promise<T>) =>
  app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    return { value: await work(tx) };
  });

/** What there is by the rows themselves. */
async function there(organizationId: string): Promise<Record<string, number>> {
  const { value } = await within(organizationId, async (tx) => {
    const counts: [string, number][] = [];
    for (const resource of standing) {
      const [row] = await tx<{ used: string }[]>`select recount_plan_resource(${resource}) as used`;
      counts.push([resource, Number(row?.used)]);
    }
    return counts;
  });
  return Object.fromEntries(value);
}

/** What a customer is told of the same. */
async function told(client: SongTrackPro): Promise<Record<string, number>> {
  const { items } = await client.billing.getUsage();
  const found = items.filter(({ resource }) => standing.some((one) => one === resource));
  return Object.fromEntries(found.map(({ resource, used }) => [resource, used]));
}

interface Catalogue {
  client: SongTrackPro;
  artistIds: string[];
  trackIds: string[];
  campaignIds: string[];
  scheduleIds: string[];
  mergeIds: string[];
}

const at = (ids: string[], n: number) => ids[n % Math.max(ids.length, 1)] ?? '';

/** What a customer does that makes more or fewer of what is counted, or changes what is; `n` and `m` say of which. */
const steps: Record<string, (catalogue: Catalogue, n: number, m: number) => Promise<unknown>> = {
  async createTracks({ client, artistIds, trackIds }, n, m) {
    const tracks = Array.from({ length: 1 + (m % 4) }, () => ({ artistId: at(artistIds, n), title: `Song ${m}` }));
    trackIds.push(...(await client.tracks.createMany({ tracks })).created);
  },
  renameTrack: async ({ client, trackIds }, n, m) => {
    const { version } = await client.tracks.get({ id: at(trackIds, n) });
    await client.tracks.update({ id: at(trackIds, n), version, title: `Song ${m}` });
  },
  deleteTracks: ({ client, trackIds }, n, m) =>
    client.tracks.deleteMany({ ids: [...new Set([at(trackIds, n), at(trackIds, m)])] }),
  restoreTracks: ({ client, trackIds }, n, m) =>
    client.tracks.restoreMany({ ids: [...new Set([at(trackIds, n), at(trackIds, m)])] }),
  async mergeTracks({ client, trackIds, mergeIds }, n, m) {
    mergeIds.push((await client.tracks.merge({ id: at(trackIds, n), fromId: at(trackIds, m) })).id);
  },
  undoMerge: ({ client, mergeIds }, n) => client.tracks.undoMerge({ mergeId: at(mergeIds, n) }),
  deleteArtist: ({ client, artistIds }, n) => client.artists.delete({ id: at(artistIds, n) }),
  restoreArtist: ({ client, artistIds }, n) => client.artists.restore({ id: at(artistIds, n) }),
  async createCampaign({ client, campaignIds, trackIds, artistIds }) {
    const { id, trackId, artistId } = await readyCampaign(client);
    campaignIds.push(id);
    trackIds.push(trackId);
    artistIds.push(artistId);
  },
  async duplicateCampaign({ client, campaignIds }, n) {
    campaignIds.push((await client.campaigns.duplicate({ id: at(campaignIds, n) })).id);
  },
  stepCampaign: async ({ client, campaignIds }, n, m) => {
    const { version, status } = await client.campaigns.get({ id: at(campaignIds, n) });
    const next = nextCampaignStatuses(status ?? 'archived');
    await client.campaigns.changeStatus({ id: at(campaignIds, n), version, status: next[m % next.length] ?? 'draft' });
  },
  deleteCampaigns: ({ client, campaignIds }, n, m) =>
    client.campaigns.deleteMany({ ids: [...new Set([at(campaignIds, n), at(campaignIds, m)])] }),
  restoreCampaign: ({ client, campaignIds }, n) => client.campaigns.restore({ id: at(campaignIds, n) }),
  async createSchedule({ client, campaignIds, scheduleIds }, n, m) {
    const campaignId = at(campaignIds, n);
    scheduleIds.push(
      (await client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 1 + (m % 7) } })).id,
    );
  },
  switchSchedule: async ({ client, scheduleIds }, n, m) => {
    const { version } = await client.reports.getSchedule({ id: at(scheduleIds, n) });
    await client.reports.updateSchedule({ id: at(scheduleIds, n), version, enabled: m % 2 === 0 });
  },
  deleteSchedule: ({ client, scheduleIds }, n) => client.reports.deleteSchedule({ id: at(scheduleIds, n) }),
};

const Step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(6), fc.nat(6));

test('whatever a customer makes, merges, restores and takes away in any order, what is noted is what there is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 10, maxLength: 30 }), async (taken) => {
      const { client, id } = await organization();
      const catalogue: Catalogue = {
        client,
        artistIds: [],
        trackIds: [],
        campaignIds: [],
        scheduleIds: [],
        mergeIds: [],
      };
      for (const name of ['createCampaign', 'createTracks', 'createSchedule', 'createCampaign', 'createTracks'])
        await steps[name]?.(catalogue, 0, 3);
      for (const [name, n, m] of taken) {
        // What can't be done then is refused, and must leave nothing noted either.
        await steps[name]?.(catalogue, n, m).catch((error: { code?: string }) => {
          if (error.code === 'internal') throw error;
        });
      }
      expect(await told(client)).toEqual(await there(id));
    }),
    { numRuns: Math.ceil(rounds.properties / 10) },
  );
}, 600_000);

test('calls of several kinds at once wait for no one in a circle, and what is noted is what there is', async () => {
  const { client, id } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  const row = (title: string) => ({ artistId: artist.id, title });
  const both = Array.from({ length: rounds.competitors * 4 }, async (_, index) => {
    const campaign = await client.campaigns.create({ name: `Campaign ${index}` });
    await client.reports.createSchedule({ campaignId: campaign.id, rhythm: { every: 'week', day: 1 } });
    const { created } = await client.tracks.createMany({ tracks: [row(`A ${index}`), row(`B ${index}`)] });
    await client.campaigns.delete({ id: campaign.id });
    await client.tracks.delete({ id: created[0] ?? '' });
  });
  await Promise.all(both);
  expect(await told(client)).toMatchObject({ tracks: both.length, activeCampaigns: 0 });
  expect(await told(client)).toEqual(await there(id));
});

test('what is refused, and what a savepoint took back, is noted by nobody', async () => {
  const { client, id } = await organization();
  await giveSubscription(server, id, { tier: 'starter' });
  const artist = await client.artists.create({ name: 'Anna' });
  const tracks = Array.from({ length: 300 }, (_, index) => ({ artistId: artist.id, title: `Song ${index}` }));
  await client.tracks.createMany({ tracks });
  expect(await errorOf(client.tracks.createMany({ tracks }))).toMatchObject({ code: 'plan_limit' });
  expect(await told(client)).toMatchObject({ tracks: 300 });
  await within(id, async (tx) => {
    await tx
      .savepoint(async (inner) => {
        await inner`update tracks set deleted_at = now()`;
        throw new Error('taken back');
      })
      .catch(() => undefined);
    const [{ grown } = { grown: null }] = await tx`select grown from hold_plan_growth('tracks')`;
    expect(grown).toBe('0');
  });
  expect(await told(client)).toMatchObject({ tracks: 300 });
});

test('a statement of many rows is noted as one change, and many changes are folded into one with their sum', async () => {
  const { client, id } = await organization();
  const changes = async () =>
    (await within(id, (tx) => tx<{ change: string }[]>`select change from plan_use where resource = 'tracks'`)).value;
  const artist = await client.artists.create({ name: 'Anna' });
  const tracks = Array.from({ length: 200 }, (_, index) => ({ artistId: artist.id, title: `Song ${index}` }));
  await client.tracks.createMany({ tracks });
  expect(await changes()).toEqual([{ change: '200' }]);
  const singles = Array.from({ length: 120 }, (_, index) =>
    client.tracks.create({ ...tracks[0], artistId: artist.id, title: `Single ${index}` }),
  );
  await Promise.all(singles);
  // Who looks at many of them folds them: what a call reads stays short.
  expect((await changes()).length).toBeLessThan(120);
  await Promise.all([
    recountPlanUse(server.services),
    recountPlanUse(server.services),
    ...Array.from({ length: 10 }, (_, index) => client.tracks.create({ artistId: artist.id, title: `Late ${index}` })),
  ]);
  expect((await changes()).reduce((sum, { change }) => sum + Number(change), 0)).toBe(330);
  await recountPlanUse(server.services);
  expect(await changes()).toEqual([{ change: '330' }]);
  expect(await told(client)).toEqual(await there(id));
});

test('what was noted wrongly is found by counting anew at night, and repaired', async () => {
  const { client, id } = await organization();
  await client.campaigns.create({ name: 'Release' });
  await within(id, (tx) => tx`select adjust_plan_use('activeCampaigns', 7)`);
  expect(await told(client)).toMatchObject({ activeCampaigns: 8 });
  await recountPlanUse(server.services);
  expect(await told(client)).toMatchObject({ activeCampaigns: 1 });
  expect(await told(client)).toEqual(await there(id));
});

test('the application itself can neither add to what is noted nor remove any of it', async () => {
  const { id } = await organization();
  for (const statement of [
    `insert into plan_use (organization_id, resource, change) values ('${id}', 'tracks', -5)`,
    `update plan_use set change = 0`,
    `delete from plan_use`,
  ]) {
    await expect(within(id, (tx) => tx.unsafe(statement))).rejects.toThrow(/permission denied/);
  }
});

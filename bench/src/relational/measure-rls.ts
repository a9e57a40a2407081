import { join } from 'node:path';
import { type AppPool, findTrack, openPostgres, withTenant } from '@songtrackpro/db';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { countRoundTrips } from './count-round-trips.ts';
import { fillDataset, type Tenant } from './dataset.ts';
import { mediansInTurns } from './in-transaction.ts';
import { prepareRelational, type Relational, sizeOf } from './prepare.ts';

const readsPerRound = 1000;

/** Tenants from the largest to the smallest; few, so that each one's statement is prepared. */
function someOf(tenants: readonly Tenant[]): Tenant[] {
  return Array.from({ length: 8 }, (_, n) => tenants[Math.floor((n * (tenants.length - 1)) / 7)]).filter(
    (tenant) => tenant !== undefined,
  );
}

/** The newest tracks; the tenant is named where no policy names it. */
const listOf = (tenant: Tenant | null) => `
  select id, title, artist, album, isrc, duration_ms, created_at from tracks
  where ${tenant ? `organization_id = '${tenant.id}' and ` : ''}deleted_at is null order by id desc limit 50`;

/** Round trips that a read by key through withTenant waits for, connections and prepared statements being there already. */
async function roundTripsOf({ ownerUrl, urls }: Relational, track: { id: string; organizationId: string }) {
  const socket = decodeURIComponent(/@([^/]*)/.exec(ownerUrl)?.[1] ?? '');
  return countRoundTrips(join(socket, '.s.PGSQL.5432'), async (folder, counter) => {
    const through = (url: string) => url.replace(/@[^/]*/, `@${encodeURIComponent(folder)}`);
    const pools = await openPostgres({ app: through(urls.app), auth: urls.auth, worker: urls.worker }, { poolSize: 1 });
    const read = () => withTenant(pools, track, (tx) => findTrack(tx, track.id), { readOnly: true });
    for (let warm = 0; warm < 3; warm += 1) await read();
    counter.start();
    await read();
    counter.stop();
    await pools.close();
  });
}

/** Samples of both sides, one for each round, after one that is thrown away. */
async function inRounds(rounds: number, round: () => Promise<{ ours: number; baseline: number }>) {
  await round();
  const samples: { ours: number; baseline: number }[] = [];
  for (let done = 0; done < rounds; done += 1) samples.push(await round());
  return { ours: samples.map(({ ours }) => ours), baseline: samples.map(({ baseline }) => baseline) };
}

async function measure(context: BenchContext, stores: Relational, tenants: readonly Tenant[]): Promise<BenchResult> {
  const chosen = someOf(tenants);
  const list = (app: AppPool, underPolicies: boolean) => (round: number) => {
    // Two turns for each tenant, so that both sides read every one first as often as second.
    const tenant = chosen[Math.floor(round / 2) % chosen.length];
    if (!tenant) throw new Error('there are no tenants');
    const statement = listOf(underPolicies ? null : tenant);
    return withTenant({ app }, { organizationId: tenant.id }, (tx) => tx.execute(statement), { readOnly: true });
  };
  const lists = await inRounds(context.rounds, () =>
    mediansInTurns(readsPerRound, list(stores.pools.app, true), list(stores.unbound, false)),
  );
  const [track] = await stores.owner<{ id: string; organizationId: string }[]>`
    select id, organization_id as "organizationId" from tracks limit 1`;
  if (!track) throw new Error('there are no tracks');
  const byKey = 'select id, artist_id, title, album, isrc, version from tracks where id = $1';
  const reads = await inRounds(context.rounds, () =>
    mediansInTurns(
      readsPerRound,
      () => withTenant(stores.pools, track, (tx) => findTrack(tx, track.id), { readOnly: true }),
      () => stores.unbound.unsafe(byKey, [track.id], { prepare: true }),
    ),
  );
  const roundTrips = await roundTripsOf(stores, track);
  const [listRatios, readRatios] = [ratios(lists.ours, lists.baseline), ratios(reads.ours, reads.baseline)];
  return {
    measurements: [
      { label: 'list under policies', unit: 'ms', samples: lists.ours },
      { label: 'list without policies', unit: 'ms', samples: lists.baseline },
      { label: 'list ratio', unit: '', samples: listRatios, remark: 'smaller is better; at most 1.15' },
      { label: 'read by key in a tenant', unit: 'ms', samples: reads.ours },
      { label: 'read by key, bare', unit: 'ms', samples: reads.baseline },
      { label: 'read ratio', unit: '', samples: readRatios, remark: 'a transaction against one statement' },
      {
        label: 'round trips of a read',
        unit: '',
        samples: [roundTrips],
        remark: 'waited for; one for the bare statement',
      },
    ],
    figures: { ratio: figure(median(listRatios)), pkRatio: figure(median(readRatios)), roundTrips },
  };
}

export const rls: BenchEntry = {
  name: 'rls',
  about: 'reads of one tenant under row policies against the same statements without, in 1 M tracks of 1,000 tenants',
  async run(context) {
    const stores = await prepareRelational(context);
    try {
      context.onProgress('loading tracks');
      const tenants = await fillDataset(stores.owner, sizeOf(context));
      context.onProgress('reading');
      return await measure(context, stores, tenants);
    } finally {
      await stores.close();
    }
  },
};

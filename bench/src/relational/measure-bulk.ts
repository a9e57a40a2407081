import { type BulkTrack, insertTracks, withTenant } from '@songtrackpro/db';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure } from '../harness/statistics.ts';
import { copyTracks, fillTenants, fullSize, quickSize, type Tenant } from './dataset.ts';
import { prepareRelational, type Relational } from './prepare.ts';
import { uuidOf } from './row-ids.ts';
import { titleOf } from './titles.ts';

/** Rows of one transaction, as an import writes them. */
const rowsPerTransaction = 20_000;

function* batchesOf(tenant: Tenant): Generator<BulkTrack[]> {
  for (let start = 0; start < tenant.tracks; start += rowsPerTransaction) {
    const length = Math.min(rowsPerTransaction, tenant.tracks - start);
    yield Array.from({ length }, (_, offset): BulkTrack => {
      const place = start + offset;
      const artist = tenant.first + Math.floor(place / 10);
      const title = titleOf(tenant.first + place);
      return {
        artistId: uuidOf('artist', artist),
        title,
        artist: titleOf(-1 - artist),
        album: null,
        isrc: null,
        spotifyId: null,
        releaseDate: null,
        durationMs: 180_000,
      };
    });
  }
}

async function insertAll({ pools }: Relational, tenants: readonly Tenant[]): Promise<void> {
  for (const tenant of tenants) {
    for (const rows of batchesOf(tenant)) {
      await withTenant(pools, { organizationId: tenant.id }, (tx) => insertTracks(tx, tenant.id, rows));
    }
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function measure(stores: Relational, tenants: readonly Tenant[]): Promise<BenchResult> {
  const ours = await secondsOf(() => insertAll(stores, tenants));
  const [{ count = 0 } = {}] = await stores.owner<{ count: number }[]>`select count(*)::int as count from tracks`;
  await stores.owner`truncate tracks cascade`;
  await stores.owner`vacuum artists`;
  const baseline = await secondsOf(() => copyTracks(stores.owner, tenants));
  return {
    measurements: [
      { label: 'bulk insert of a tenant', unit: 's', samples: [ours], remark: `${count} rows, every index in place` },
      { label: 'COPY as the owner', unit: 's', samples: [baseline] },
      { label: 'bulk ratio', unit: '', samples: [ours / baseline], remark: 'smaller is better' },
    ],
    figures: { ratio: figure(ours / baseline), rows: count },
  };
}

export const bulk: BenchEntry = {
  name: 'bulk',
  about: 'loading tracks through the repository, tenant by tenant under policies, against COPY without them',
  async run(context: BenchContext) {
    const stores = await prepareRelational(context);
    try {
      const tenants = await fillTenants(stores.owner, context.rounds > 1 ? fullSize : quickSize);
      context.onProgress('loading both ways');
      return await measure(stores, tenants);
    } finally {
      await stores.close();
    }
  },
};

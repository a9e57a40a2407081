import { searchTracks, withTenant } from '@songtrackpro/db';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { fillDataset, type Tenant } from './dataset.ts';
import { inTransaction, quantile, timesOf } from './in-transaction.ts';
import { prepareRelational, type Relational, sizeOf } from './prepare.ts';
import { pick, searchOf } from './titles.ts';

const limit = 20;

/** The function's own statement with the tenant in it, and the rows at once. */
const ranked = `
  select t.id, t.artist_id, t.title, t.artist, t.album, t.isrc, t.spotify_id, t.release_date, t.duration_ms, t.origin,
    t.version, t.created_at, t.updated_at, word_similarity(search_form($2), t.search_text) as score
  from tracks t
  where t.organization_id = $1 and t.deleted_at is null and search_form($2) <% t.search_text
  order by score desc, similarity(search_form($2), t.search_text) desc, t.id desc limit $3`;

/** A tenant as often as it has tracks, and a text that one of its titles is like. */
function queryOf(tenants: readonly Tenant[], round: number): { tenant: Tenant; text: string } {
  const last = tenants.at(-1);
  if (!last) throw new Error('there are no tenants');
  const number = pick(round, 3, last.first + last.tracks);
  const tenant = tenants.findLast((candidate) => candidate.first <= number) ?? last;
  return { tenant, text: searchOf(number, round) };
}

async function measure(context: BenchContext, stores: Relational, tenants: readonly Tenant[]): Promise<BenchResult> {
  const count = context.rounds > 1 ? 2000 : 200;
  const p95 = await alternate(
    context.rounds,
    async () =>
      quantile(
        await timesOf(count, (round) => {
          const { tenant, text } = queryOf(tenants, round);
          return withTenant(stores.pools, { organizationId: tenant.id }, (tx) => searchTracks(tx, text, limit), {
            readOnly: true,
          });
        }),
        0.95,
      ),
    async () =>
      quantile(
        await timesOf(count, (round) => {
          const { tenant, text } = queryOf(tenants, round);
          return inTransaction(stores.unbound, tenant.id, (tx) =>
            tx.unsafe(ranked, [tenant.id, text, limit], { prepare: true }),
          );
        }),
        0.95,
      ),
  );
  const p95Ratios = ratios(p95.ours, p95.baseline);
  return {
    measurements: [
      { label: 'search, p95', unit: 'ms', samples: p95.ours, remark: `${count} queries in each round` },
      { label: 'search without policies, p95', unit: 'ms', samples: p95.baseline },
      { label: 'search ratio', unit: '', samples: p95Ratios, remark: 'smaller is better; at most 1.2' },
    ],
    figures: { ratio: figure(median(p95Ratios)) },
  };
}

export const search: BenchEntry = {
  name: 'search',
  about: 'typo-tolerant search of a tenant’s tracks against the same ranked statement without policies, in 1 M tracks',
  async run(context) {
    const stores = await prepareRelational(context);
    try {
      context.onProgress('loading tracks');
      const tenants = await fillDataset(stores.owner, sizeOf(context));
      context.onProgress('searching');
      return await measure(context, stores, tenants);
    } finally {
      await stores.close();
    }
  },
};

import { randomUUID } from 'node:crypto';
import { findSync, requestSync, withTenant } from '@songtrackpro/db';
import { createMetaClient, type RunningServer, startServer, syncAdAccount } from '@songtrackpro/server';
import { type FakeMeta, startFakeMeta } from '@songtrackpro/server/fakes';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure } from '../harness/statistics.ts';
import { createBenchLabel, openEmptyStores } from '../read/prepare-stores.ts';

const account = '1000000000000001';
const rowsPerPage = 500;
/** Campaigns of ten ads each. */
const full = { campaigns: 20, days: 90 };
const quick = { campaigns: 2, days: 40 };

/** Counts what is asked of Meta and how many rows of each series came back. */
class Asked {
  calls = 0;
  readonly rows = new Map<string, number>();

  readonly fetch: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    this.calls += 1;
    const url = new URL(String(input));
    const { data } = (await answer.clone().json()) as { data?: unknown[] };
    const list = `${url.pathname} ${url.searchParams.get('level')} ${url.searchParams.get('breakdowns')}`;
    this.rows.set(list, (this.rows.get(list) ?? 0) + (data?.length ?? 0));
    return answer;
  };

  /** Every list once, in as many pages as its rows need; what isn't a list needs one call, too. */
  least(): number {
    return [...this.rows.values()].reduce((sum, rows) => sum + Math.max(1, Math.ceil(rows / rowsPerPage)), 0);
  }
}

async function grant(fake: FakeMeta): Promise<string> {
  const redirectUri = 'http://127.0.0.1/callback';
  const { appId, appSecret } = fake.app;
  const client = createMetaClient({
    graphUrl: fake.url,
    dialogUrl: fake.url,
    appId,
    appSecret,
    clock: () => new Date(),
  });
  const url = await client.authorizeUrl({ redirectUri, state: 's', scopes: ['ads_read'] });
  const code = (await fake.approve(url)).searchParams.get('code') ?? '';
  return (await client.exchangeCode({ code, redirectUri })).accessToken;
}

async function connect({ services }: RunningServer): Promise<{ organizationId: string; adAccountId: string }> {
  const { organization } = await createBenchLabel(services.postgres, `bench-sync-${randomUUID()}`);
  const [organizationId, integrationId, adAccountId] = [organization.id, randomUUID(), randomUUID()];
  await services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    await tx`insert into integrations (id, organization_id, provider, status, access_token, token_key)
      values (${integrationId}, ${organizationId}, 'meta', 'connected', '\\x00', 'bench')`;
    await tx`insert into ad_accounts (id, organization_id, integration_id, name, external_id)
      values (${adAccountId}, ${organizationId}, ${integrationId}, 'Bench', ${account})`;
  });
  return { organizationId, adAccountId };
}

async function measure(
  context: BenchContext,
  server: RunningServer,
  fake: FakeMeta,
  size: typeof full,
): Promise<BenchResult> {
  const { services } = server;
  const token = await grant(fake);
  const due = await connect(server);
  const { organizationId, adAccountId } = due;
  const { appId, appSecret } = fake.app;
  const syncOnce = async () => {
    const asked = new Asked();
    const urls = { graphUrl: fake.url, dialogUrl: fake.url };
    const meta = createMetaClient({ ...urls, appId, appSecret, clock: services.clock, fetch: asked.fetch });
    await withTenant(services.postgres, { organizationId }, (tx) => requestSync(tx, due, services.clock()));
    const begun = performance.now();
    const outcome = await syncAdAccount(services, { meta, accessTokenOf: async () => token }, due);
    if (outcome !== 'done') throw new Error(`the sync ended as ${outcome}`);
    const seconds = (performance.now() - begun) / 1000;
    const record = await withTenant(services.postgres, { organizationId }, (tx) => findSync(tx, adAccountId));
    if (!record) throw new Error('the sync has no row');
    return { asked, seconds, record, heldMs: meta.pausedMs(account) };
  };
  context.onProgress(`back-fill of ${size.days} days of ${size.campaigns * 10} ads`);
  const first = await syncOnce();
  context.onProgress('the last 28 days again');
  const again = await syncOnce();
  const callsOverLeast = first.asked.calls / first.asked.least();
  const rowsPerSecond = first.record.rowsRead / first.seconds;
  const throttledShare = first.heldMs / 1000 / first.seconds;
  const idleWrites = again.record.factsChanged - first.record.factsChanged;
  const made = `${first.asked.calls} calls, ${first.asked.least()} at least`;
  return {
    measurements: [
      { label: 'calls over the least possible', unit: '', samples: [callsOverLeast], remark: made },
      {
        label: 'rows fetched and stored',
        unit: 'rows/s',
        samples: [rowsPerSecond],
        remark: `${first.record.rowsRead} rows`,
      },
      { label: 'time throttled', unit: '', samples: [throttledShare], remark: 'share of the back-fill' },
      {
        label: 'writes of an idle re-pull',
        unit: '',
        samples: [idleWrites],
        remark: `${again.record.rowsRead - first.record.rowsRead} rows in ${again.asked.calls} calls`,
      },
    ],
    figures: {
      callsOverLeast: figure(callsOverLeast),
      rowsPerSecond: figure(rowsPerSecond),
      throttledShare: figure(throttledShare),
      idleWrites,
    },
  };
}

export const sync: BenchEntry = {
  name: 'sync',
  about: 'back-fill of an ad account from a stand-in for Meta, against the fewest calls it needs; then nothing new',
  async run(context) {
    const size = context.rounds > 1 ? full : quick;
    const stores = await openEmptyStores(context.folder);
    const server = await startServer({ stores: stores.settings, worker: false, pointsPerMinute: 0 });
    const fake = await startFakeMeta({ ads: { campaigns: size.campaigns, adSets: 2, ads: 5 }, days: size.days - 1 });
    try {
      return await measure(context, server, fake, size);
    } finally {
      await fake.close();
      await server.close();
      await stores.close();
    }
  },
};

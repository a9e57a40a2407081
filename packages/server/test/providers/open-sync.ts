import { randomUUID } from 'node:crypto';
import { withTenant } from '@songtrackpro/db';
import type { StoreSettings } from '../../src/core/settings.ts';
import {
  enqueueSync,
  readSyncHealth,
  type SyncDependencies,
  syncAdAccount,
} from '../../src/integrations/sync/index.ts';
import { declareJobs } from '../../src/jobs/job-worker.ts';
import { syncAdAccounts } from '../../src/jobs/sync-ad-accounts.ts';
import type { FakeMetaOptions } from '../../src/providers/fakes.ts';
import { openTestServer, type TestOrganization, type TestServer } from '../support.ts';
import { account, type OpenMeta, openMeta, rowsOf } from './open-meta.ts';

export interface OpenSync extends OpenMeta {
  organization: TestOrganization;
  adAccountId: string;
  deps: SyncDependencies;
  /** Kinds and reasons that the connection was told, null for success. */
  told: (string | null)[];
  /** Asks for a sync as a person does. */
  request(): Promise<unknown>;
  sync(): Promise<string>;
  /** Asks for a sync and does it. */
  syncNow(): Promise<string>;
  /** What Meta says was spent on each of the last days and today. */
  spentByDay(days: number): Promise<number[]>;
  health(): ReturnType<typeof readSyncHealth>;
}

export interface SyncServer extends TestServer {
  clock: { now: Date };
  /** An organization whose ad account is connected to a fake of its own. */
  connect(options?: FakeMetaOptions, rowsPerPage?: number): Promise<OpenSync>;
}

/** A server whose jobs rest, with a clock that tests set: syncs are done by the tests. */
export async function openSyncServer(stores?: StoreSettings): Promise<SyncServer> {
  const clock = { now: new Date('2026-11-20T12:00:00Z') };
  const opened = await openTestServer({ worker: false, clock: () => clock.now, ...(stores && { stores }) });
  const { services } = opened.server;
  return {
    ...opened,
    clock,
    async connect(options = {}, rowsPerPage = 500) {
      const small = { ads: { campaigns: 2, adSets: 1, ads: 1 }, days: 31 };
      const now = () => clock.now;
      const meta = await openMeta({ now, ...small, ...options }, { clock: now, rowsPerPage });
      const organization = await opened.organization();
      const [adAccountId, integrationId] = [randomUUID(), randomUUID()];
      await services.postgres.app.begin(async (tx) => {
        await tx`select set_config('app.organization_id', ${organization.id}, true)`;
        await tx`insert into integrations (id, organization_id, provider, status, access_token, token_key)
          values (${integrationId}, ${organization.id}, 'meta', 'connected', '\\x00', 'k1')`;
        await tx`insert into ad_accounts (id, organization_id, integration_id, name, external_id)
          values (${adAccountId}, ${organization.id}, ${integrationId}, 'Chosen', ${account})`;
      });
      const told: (string | null)[] = [];
      const deps: SyncDependencies = {
        meta: meta.client,
        accessTokenOf: async () => meta.token,
        onOutcome: async (_, fault) => {
          told.push(fault && `${fault.kind} ${fault.reason}`);
        },
      };
      await declareJobs(services, syncAdAccounts(deps));
      const due = { organizationId: organization.id, adAccountId };
      const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
        withTenant(services.postgres, { organizationId: organization.id }, work);
      const request = () => inTenant((tx) => enqueueSync(services, tx, due));
      const sync = () => syncAdAccount(services, deps, due);
      return {
        ...meta,
        organization,
        adAccountId,
        deps,
        told,
        request,
        sync,
        syncNow: async () => {
          await request();
          return sync();
        },
        spentByDay: async (days) => {
          const [since = '', until = ''] = [days, 0].map((ago) =>
            new Date(clock.now.getTime() - ago * 86_400_000).toISOString().slice(0, 10),
          );
          const query = { level: 'account', breakdowns: [], since, until } as const;
          return (await rowsOf(meta.client.readInsights(meta.access, query))).map(({ spend }) => Number(spend));
        },
        health: () => inTenant((tx) => readSyncHealth(tx, clock.now)),
      };
    },
  };
}

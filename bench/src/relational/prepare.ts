import { join } from 'node:path';
import { type AppPool, migrate, openAppPool, openPostgres, type Postgres, roleUrl } from '@songtrackpro/db';
import { openStores } from '@songtrackpro/embedded';
import postgres, { type Sql } from 'postgres';
import type { BenchContext } from '../harness/entry.ts';
import { type DatasetSize, fullSize, quickSize } from './dataset.ts';

export interface Relational {
  ownerUrl: string;
  /** A superuser's connection. */
  owner: Sql;
  /** URLs and pools of the application's roles. */
  urls: { app: string; auth: string; worker: string };
  pools: Postgres;
  /** A pool of a role that row policies don't bind, with the application's privileges otherwise. */
  unbound: AppPool;
  close(): Promise<void>;
}

/** A quick run has one round. */
export const sizeOf = (context: BenchContext): DatasetSize => (context.rounds > 1 ? fullSize : quickSize);

/** A migrated database on a new cluster, and connections of every kind that the comparisons need. */
export async function prepareRelational(context: BenchContext): Promise<Relational> {
  const stores = await openStores({ dataDir: join(context.folder, 'relational'), documents: false });
  const { postgresUrl: ownerUrl, secret } = stores;
  if (ownerUrl === undefined) throw new Error('PostgreSQL was asked for');
  await migrate(ownerUrl, secret);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`create role unbound login bypassrls password 'unbound' in role app_rw;
    alter role unbound set pg_trgm.word_similarity_threshold = 0.5`);
  const urls = {
    app: roleUrl(ownerUrl, 'app_rw', secret),
    auth: roleUrl(ownerUrl, 'app_auth', secret),
    worker: roleUrl(ownerUrl, 'app_worker', secret),
  };
  const pools = await openPostgres(urls);
  const unbound = openAppPool(ownerUrl.replace(/\/\/[^@]*@/, '//unbound:unbound@'), 10);
  const close = async () => {
    await Promise.all([unbound.transactions.close(), ...[owner, unbound].map((sql) => sql.end({ timeout: 5 }))]);
    await pools.close();
    await stores.close();
  };
  return { ownerUrl, owner, urls, pools, unbound, close };
}

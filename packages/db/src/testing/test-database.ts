import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll } from 'vitest';
import { storeSettings } from '../../../../scripts/vitest/store-settings.ts';
import { migrate } from '../core/migrate.ts';
import { openPostgres, type Postgres, type PostgresUrls } from '../core/postgres.ts';
import { roleUrl } from '../core/roles.ts';

// Registered as the module is loaded: what a running test registers, vitest never calls.
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** The server that the tests run on: DATABASE_URL's where there is one, else the run's embedded PostgreSQL. */
function testServer(): { ownerUrl: string; secret: string } {
  const { DATABASE_URL, DATABASE_ROLE_SECRET } = process.env;
  const { ownerUrl, roleSecret } = storeSettings();
  if (DATABASE_URL === undefined) return { ownerUrl, secret: roleSecret };
  return { ownerUrl: DATABASE_URL, secret: DATABASE_ROLE_SECRET ?? 'a secret that only these tests derive roles from' };
}

export function urlsOf(ownerUrl: string, secret: string): PostgresUrls {
  return {
    app: roleUrl(ownerUrl, 'app_rw', secret),
    auth: roleUrl(ownerUrl, 'app_auth', secret),
    worker: roleUrl(ownerUrl, 'app_worker', secret),
  };
}

export const silentSql = (url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql =>
  postgres(url, { max: 2, onnotice: () => {}, ...options });

/** The URL with another database in it. */
const withDatabase = (url: string, name: string) => url.replace(/^([a-z]+:\/\/[^/]*\/)[^?]*/, `$1${name}`);

/** Sessions that were just closed may still be ending, and only a superuser could force them. */
async function dropDatabase(admin: postgres.Sql, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.unsafe(`drop database ${name}`);
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      await pause(100);
    }
  }
}

/** An empty database of the test file's own, dropped afterwards. */
export async function createTestDatabase(): Promise<{ ownerUrl: string; secret: string; owner: postgres.Sql }> {
  const server = testServer();
  const name = `stp_test_${randomBytes(6).toString('hex')}`;
  const admin = silentSql(server.ownerUrl, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const ownerUrl = withDatabase(server.ownerUrl, name);
  const owner = silentSql(ownerUrl);
  closing.push(async () => {
    await owner.end({ timeout: 1 });
    await dropDatabase(admin, name);
    await admin.end();
  });
  return { ownerUrl, secret: server.secret, owner };
}

export interface TestDatabase {
  ownerUrl: string;
  secret: string;
  urls: PostgresUrls;
  owner: postgres.Sql;
  postgres: Postgres;
}

/** A migrated database of the test file's own with open pools, closed and dropped afterwards. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl, secret, owner } = await createTestDatabase();
  await migrate(ownerUrl, secret);
  const urls = urlsOf(ownerUrl, secret);
  const pools = await openPostgres(urls, { poolSize: 4 });
  closing.push(() => pools.close());
  return { ownerUrl, secret, urls, owner, postgres: pools };
}

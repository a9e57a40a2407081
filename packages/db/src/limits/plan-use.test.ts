import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { migrate } from '../core/migrate.ts';
import { openPostgres } from '../core/postgres.ts';
import { withTenant } from '../core/tenant.ts';
import { asTenant, furnish } from '../testing/furnish.ts';
import { createTestDatabase, openTestDatabase, urlsOf } from '../testing/test-database.ts';
import { readPlanUse, repairPlanUse } from './plan-use.ts';

const earlier = await mkdtemp(join(tmpdir(), 'stp-migrations-'));
afterAll(() => rm(earlier, { recursive: true, force: true }));

/** The migrations before the one that notes what there is. */
async function migrationsBefore(): Promise<URL> {
  const all = fileURLToPath(new URL('../../migrations/', import.meta.url));
  for (const name of await readdir(all)) if (name < '0201') await copyFile(join(all, name), join(earlier, name));
  return pathToFileURL(`${earlier}/`);
}

const connect = (organizationId: string) => ({
  meta: `update integrations set status = 'connected', access_token = 'x', token_key = 'k' where organization_id = '${organizationId}'`,
  none: `update integrations set status = 'disconnected' where organization_id = '${organizationId}'`,
});

test('an installation that is there already begins with what there is', async () => {
  const { ownerUrl, secret } = await createTestDatabase();
  await migrate(ownerUrl, secret, await migrationsBefore());
  const pools = await openPostgres(urlsOf(ownerUrl, secret), { poolSize: 2 });
  try {
    const { organizationId } = await furnish(pools);
    const { organizationId: other } = await furnish(pools);
    await asTenant(pools, organizationId, (tx) => tx.unsafe(connect(organizationId).meta));
    await migrate(ownerUrl, secret);
    const used = (resource: 'tracks' | 'activeCampaigns' | 'integrations' | 'scheduledReports') =>
      withTenant(pools, { organizationId }, (tx) => readPlanUse(tx, resource));
    expect(await used('tracks')).toBe(1);
    expect(await used('activeCampaigns')).toBe(1);
    expect(await used('integrations')).toBe(1);
    expect(await used('scheduledReports')).toBe(1);
    expect(await repairPlanUse(pools, organizationId)).toEqual([]);
    expect(await repairPlanUse(pools, other)).toEqual([]);
  } finally {
    await pools.close();
  }
});

test('a connection that comes and goes, and what goes with a campaign that is removed for good, is noted', async () => {
  const { postgres } = await openTestDatabase();
  const { organizationId, campaignId } = await furnish(postgres);
  const used = () =>
    withTenant(postgres, { organizationId }, async (tx) => [
      await readPlanUse(tx, 'integrations'),
      await readPlanUse(tx, 'scheduledReports'),
      await readPlanUse(tx, 'activeCampaigns'),
    ]);
  const { meta, none } = connect(organizationId);
  await asTenant(postgres, organizationId, (tx) => tx.unsafe(meta));
  expect(await used()).toEqual([1, 1, 1]);
  await asTenant(postgres, organizationId, async (tx) => {
    await tx.unsafe(none);
    await tx`update campaigns set deleted_at = now() where id = ${campaignId}`;
  });
  expect(await used()).toEqual([0, 0, 0]);
  expect(await repairPlanUse(postgres, organizationId)).toEqual([]);
  // The schedule goes with it, removed by the tables' owner and not by the worker.
  await postgres.worker`delete from campaigns where id = ${campaignId}`;
  expect(await used()).toEqual([0, 0, 0]);
  expect(await repairPlanUse(postgres, organizationId)).toEqual([]);
});

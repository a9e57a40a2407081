import { and, eq, lt } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { artists } from '../artists/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { tracks } from '../tracks/tables.ts';
import { compiledRead, type Given } from './compiled-read.ts';
import { withTenant } from './tenant.ts';

const { postgres } = await openTestDatabase();

test('a read is built once for each set of values that it came with', async () => {
  const tenant = await furnish(postgres);
  let built = 0;
  const read = compiledRead((db, given: Given<{ id: string; before?: string | null }>) => {
    built += 1;
    const older = given.when('before', (before) => lt(tracks.id, before));
    return db
      .select({ title: tracks.title })
      .from(tracks)
      .where(and(eq(tracks.id, given.value('id')), older));
  });
  const run = (before?: string | null) =>
    withTenant(postgres, tenant, (tx) => read(tx, { id: tenant.trackId, ...(before === undefined ? {} : { before }) }));
  const found = [{ title: 'Sample Song' }];
  expect([await run(), await run(null), await run()]).toEqual([found, found, found]);
  expect(built).toBe(1);
  expect(await run('00000000-0000-7000-8000-000000000000')).toEqual([]);
  expect(await run('ffffffff-ffff-7fff-bfff-ffffffffffff')).toEqual(found);
  expect(built).toBe(2);
});

test('values are read as the columns define them, and a row that a join lacks is null', async () => {
  const tenant = await furnish(postgres);
  const read = compiledRead((db, given: Given<{ id: string }>) =>
    db
      .select()
      .from(campaigns)
      .leftJoin(artists, eq(artists.id, campaigns.artistId))
      .where(eq(campaigns.id, given.value('id'))),
  );
  const both = await withTenant(postgres, tenant, async (tx) => {
    const plain = tx.select().from(campaigns).leftJoin(artists, eq(artists.id, campaigns.artistId));
    return [await read(tx, { id: tenant.campaignId }), await plain.where(eq(campaigns.id, tenant.campaignId))];
  });
  expect(both[0]).toEqual(both[1]);
  expect(both[0]?.[0]).toMatchObject({ campaigns: { targeting: { version: 1 } }, artists: null });
});

test('a compiled read is bound to the transaction that it is given, not to the one that built it', async () => {
  const [ours, theirs] = [await furnish(postgres), await furnish(postgres)];
  const all = compiledRead((db, _: Given<object>) => db.select({ id: tracks.id }).from(tracks));
  expect(await withTenant(postgres, ours, (tx) => all(tx, {}))).toEqual([{ id: ours.trackId }]);
  expect(await withTenant(postgres, theirs, (tx) => all(tx, {}))).toEqual([{ id: theirs.trackId }]);
});

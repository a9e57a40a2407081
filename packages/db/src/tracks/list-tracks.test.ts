import { expect, test } from 'vitest';
import { asTenant, createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';

const { owner, postgres } = await openTestDatabase();
const tracks = 1000;

/** Of fewer rows than a page has, the planner sorts all of a tenant's instead of walking an index in the order of the list. */
test('the policies of restricted members don’t make the planner expect a fraction of a tenant’s tracks', async () => {
  const { organizationId } = await createOrganization(postgres);
  await asTenant(postgres, organizationId, async (tx) => {
    await tx`insert into artists (organization_id, name)
      select ${organizationId}, 'Artist ' || n from generate_series(1, ${tracks}) n`;
    await tx`insert into tracks (organization_id, artist_id, title)
      select organization_id, id, 'Song' from artists`;
  });
  await owner`analyze tracks`;
  const [answer] = await asTenant(
    postgres,
    organizationId,
    (tx) => tx<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]>`
      explain (format json) select id from tracks where deleted_at is null`,
  );
  expect(answer?.['QUERY PLAN'][0].Plan['Plan Rows']).toBeGreaterThan(tracks / 10);
});

import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing/test-database.ts';
import { compareCatalog } from './compare.ts';

const { owner } = await openTestDatabase();

test('the declared tables are what the migrations made: columns, keys, indexes and policies', async () => {
  expect(await compareCatalog(owner)).toEqual([]);
});

/** What the comparison reports after a change that is taken back. */
async function afterChange(change: string): Promise<string[]> {
  const undo = new Error('take the change back');
  let report: string[] = [];
  await owner
    .begin(async (tx) => {
      await tx.unsafe(change);
      report = (await compareCatalog(tx)).map(({ table, line, missing }) => `${table}: ${line} is missing ${missing}`);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return report;
}

test.each([
  ['a dropped policy', 'drop policy tenant on tracks', /^tracks: policy tenant for all to app_rw .* in the database$/],
  ['a policy made weaker', 'alter policy tenant on tracks using (true)', /^tracks: policy tenant .*using true/],
  ['row security not forced', 'alter table tracks no force row level security', /^tracks: row security .*not forced/],
  ['row security switched off', 'alter table tracks disable row level security', /^tracks: row security off/],
  ['a table that the code does not know', 'create table stray (id int)', /^stray: the table is missing in the code$/],
  ['a dropped index', 'drop index tracks_search_idx', /^tracks: index tracks_search_idx .*gin_trgm_ops/],
  ['another type', 'alter table campaigns alter budget_minor type numeric', /^campaigns: column budget_minor: numeric/],
  ['a nullable column', 'alter table artists alter name drop not null', /^artists: column name: text, nullable/],
  ['another default', "alter table organizations alter currency set default 'EUR'", /^organizations: .*'eur'/],
  [
    'a lost foreign key',
    'alter table tracks drop constraint tracks_organization_id_artist_id_fkey',
    /^tracks: foreign/,
  ],
  ['a disabled trigger', 'alter table artists disable trigger set_updated_at', /^artists: trigger set_updated_at/],
  [
    'another value in a domain',
    "alter domain goal_type drop constraint goal_type_check; alter domain goal_type add check (value in ('reach', 'streams'))",
    /^domain goal_type: values reach, streams is missing in the code$/,
  ],
])('%s is reported', async (_, change, expected) => {
  expect(await afterChange(change)).toContainEqual(expect.stringMatching(expected));
});

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { tenantCollection } from '../core/gateway.ts';
import { withTenant } from '../core/tenant.ts';
import { campaignMetrics } from '../metrics/documents.ts';
import { recordFacts } from '../metrics/ledger.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { createOrganization } from '../testing/furnish.ts';
import { dayKey, fact, version } from '../testing/ledger-facts.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { liveMarks } from './documents.ts';
import { changesIn } from './fact-changes.ts';
import { listLiveChanges } from './read-changes.ts';
import { tellFacts } from './tell-changes.ts';

const { documents, uri } = await openTestDocuments();
const { db } = documents;
const { postgres: pools } = await openTestDatabase();
const writer = fileURLToPath(new URL('../testing/fact-writer.ts', import.meta.url));

const told = async (organizationId: string) => {
  const changes = await withTenant(pools, { organizationId }, (tx) => listLiveChanges(tx, { position: 0, limit: 1e6 }));
  return changes.map(({ change }) => JSON.stringify(change));
};

/** Every change that the facts themselves have. */
async function stored(organizationId: string): Promise<string[]> {
  const facts = await tenantCollection(db, campaignMetrics, organizationId).find({});
  return facts.flatMap((document) => changesIn(document, 0).map(({ change }) => JSON.stringify(change)));
}

test(
  'whenever the process that records facts is killed, each change is told once, by however many are telling',
  async () => {
    const { organizationId } = await createOrganization(pools);
    const campaignId = randomUUID();
    for (let round = 0; round < rounds.killRounds; round += 1) {
      const child = spawn(process.execPath, [writer, uri, organizationId, campaignId, `${round}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      const telling = [0, 1].map(async () => {
        for (let times = 0; times < 10; times += 1) await tellFacts(pools, db, organizationId);
      });
      await sleep(Math.random() * 400);
      child.kill('SIGKILL');
      await Promise.all([ended, ...telling]);
      // Its last write may still be on its way in the store.
      await vi.waitFor(
        async () => {
          await tellFacts(pools, db, organizationId);
          const changes = await stored(organizationId);
          expect(changes.length).toBeGreaterThan(0);
          expect((await told(organizationId)).sort()).toEqual(changes.sort());
        },
        { timeout: 20_000 },
      );
    }
  },
  60_000 * rounds.killRounds,
);

test('what is told goes from the marks, and telling again changes nothing', async () => {
  const { organizationId } = await createOrganization(pools);
  const key = dayKey(randomUUID(), '2026-01-01');
  await recordFacts(db, organizationId, [fact(key, version(1, 1, { values: { impressions: 1 } }))]);
  await recordFacts(db, organizationId, [fact(key, version(2, 2, { values: { impressions: 2 } }))]);
  expect(await tellFacts(pools, db, organizationId)).toBe(2);
  expect(await tellFacts(pools, db, organizationId)).toBe(0);
  expect(await tenantCollection(db, liveMarks, organizationId).find({})).toEqual([]);
  const changes = (await told(organizationId)).map((text) => JSON.parse(text) as { change: string; metrics: string[] });
  expect(changes.map(({ change, metrics }) => [change, metrics])).toEqual([
    ['recorded', ['impressions']],
    ['restated', ['impressions']],
  ]);
});

/** Facts of some days, as one import says them. */
function factsOf(campaignId: string, days: readonly number[], impressions: number) {
  const origin = { importId: randomUUID(), fileName: 'a.csv' };
  return days.map((day) =>
    fact(dayKey(campaignId, `2026-01-0${day}`), version(impressions, impressions, { values: { impressions }, origin })),
  );
}

test('new facts of one import are told by what their writer knows, which is what the facts themselves say', async () => {
  const { organizationId } = await createOrganization(pools);
  await recordFacts(db, organizationId, factsOf(randomUUID(), [1, 2, 3], 7), { areNew: true });
  const known = await stored(organizationId);
  expect(known).toHaveLength(3);
  await tenantCollection(db, campaignMetrics, organizationId).remove({});
  expect(await tellFacts(pools, db, organizationId)).toBe(1);
  expect((await told(organizationId)).sort()).toEqual(known.sort());
});

test('where one of them was known before, each is told by what has become of it', async () => {
  const { organizationId } = await createOrganization(pools);
  const campaignId = randomUUID();
  await recordFacts(db, organizationId, factsOf(campaignId, [1], 1));
  await recordFacts(db, organizationId, factsOf(campaignId, [1, 2], 2), { areNew: true });
  while ((await tellFacts(pools, db, organizationId)) > 0);
  expect(await told(organizationId)).toHaveLength(3);
  expect((await told(organizationId)).sort()).toEqual((await stored(organizationId)).sort());
});

import { type LedgerFact, type LedgerKey, type Recorded, recordAndCount, withdrawUnseen } from '@songtrackpro/db';
import type { InsightsQuery } from '../../providers/index.ts';
import { type InsightRow, ProviderError } from '../../providers/index.ts';
import { newPull, type SyncRun } from './run.ts';
import { breakdownNamesOf, kindOfLevel } from './series.ts';
import { type Pull, toFact, withdrawal } from './to-fact.ts';

/** Facts in one write; small enough to stay responsive, large enough to be worth the trip. */
const batchSize = 500;

export interface Pulled extends Recorded {
  rows: number;
  withdrawn: number;
  /** Whether the pages made up the sum that the platform gave for them. */
  reconciled: boolean;
}

/** A page may hold a row that another page held: what was said last counts, in one statement for each fact. */
function factsOf(run: SyncRun, rows: readonly InsightRow[], pull: Pull): LedgerFact[] {
  const facts = new Map<string, LedgerFact>();
  for (const row of rows) {
    const fact = toFact(row, run.ids, pull);
    if (fact) facts.set(JSON.stringify(fact.key), fact);
  }
  return [...facts.values()];
}

async function readOnce(run: SyncRun, query: InsightsQuery): Promise<Omit<Pulled, 'reconciled'>> {
  const { services, deps, access } = run;
  const { db } = services.documents;
  const pull = newPull(run, query);
  const seen: LedgerKey[] = [];
  const total = { rows: 0, withdrawn: 0, facts: 0, changed: 0, inserted: 0 };
  // While the store writes one page, the next one is fetched.
  let writing: Promise<Recorded> = Promise.resolve({ facts: 0, changed: 0, inserted: 0 });
  const written = async () => {
    const recorded = await writing;
    for (const count of ['facts', 'changed', 'inserted'] as const) total[count] += recorded[count];
  };
  try {
    for await (const rows of deps.meta.readInsights(access, query)) {
      await written();
      await run.placeUnknown(rows);
      const facts = factsOf(run, rows, pull);
      seen.push(...facts.map(({ key }) => key));
      total.rows += rows.length;
      writing = recordBatches(run, facts);
      // It is awaited with the next page; a failure until then must not end the process.
      writing.catch(() => undefined);
    }
    await written();
  } finally {
    await writing.catch(() => undefined);
  }
  const stretch = {
    accountId: run.accountId,
    kind: kindOfLevel[query.level],
    campaignIds: [...run.ids.campaign.values()],
    breakdowns: breakdownNamesOf(query),
    source: 'meta_api' as const,
    from: query.since,
    to: query.until,
  };
  total.withdrawn = await withdrawUnseen(db, run.organizationId, stretch, seen, withdrawal(pull));
  return total;
}

async function recordBatches(run: SyncRun, facts: readonly LedgerFact[]): Promise<Recorded> {
  const total = { facts: 0, changed: 0, inserted: 0 };
  for (let start = 0; start < facts.length; start += batchSize) {
    const batch = facts.slice(start, start + batchSize);
    const recorded = await recordAndCount(run.services.documents.db, run.organizationId, batch);
    for (const count of ['facts', 'changed', 'inserted'] as const) total[count] += recorded[count];
  }
  return total;
}

/**
 * Fetches a stretch of days and records what is new in it. Repeating it after a crash changes nothing that is there. Pages
 * that don't make up their sum are read anew once: numbers may be restated while they are read. If they still don't, what
 * they say is kept, nothing is taken back, and the stretch counts as unreconciled.
 */
export async function pullStretch(run: SyncRun, query: InsightsQuery): Promise<Pulled> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ...(await readOnce(run, query)), reconciled: true };
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason !== 'incomplete_pages') throw error;
      if (attempt === 2) return { rows: 0, withdrawn: 0, facts: 0, changed: 0, inserted: 0, reconciled: false };
    }
  }
}

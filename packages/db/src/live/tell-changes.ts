import { sql } from 'drizzle-orm';
import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import type { DocumentDatabase } from '../core/mongo.ts';
import type { Postgres } from '../core/postgres.ts';
import { type TenantTransaction, withTenant } from '../core/tenant.ts';
import { eventRollups } from '../events/documents.ts';
import { addCounts } from '../events/event-counts.ts';
import type { CountedSpan } from '../events/roll-up.ts';
import { type LedgerDocument, ledgerOf } from '../metrics/documents.ts';
import type { LiveMark } from './documents.ts';
import { changesIn } from './fact-changes.ts';
import { listLiveMarks, removeAbandonedMarks, removeToldMarks } from './live-marks.ts';
import { dataOf, factRow, type LiveRow, toJson } from './live-rows.ts';

const rowsAtOnce = 1000;

/**
 * Held until the transaction ends: positions of an organization become visible in their order, and who tells later has
 * looked at the documents later.
 */
async function lockLive(tx: TenantTransaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 9))`);
}

/** Marks may outlive their organization, and a store of documents may serve several databases. */
async function isHere(tx: TenantTransaction): Promise<boolean> {
  return (await tx.execute(sql`select from organizations limit 1`)).length > 0;
}

/** Rows as JSON, in one parameter: the builder of statements walks values one by one, which costs more than all else. */
async function insertRows(tx: TenantTransaction, organizationId: string, rows: string): Promise<void> {
  await tx.execute(sql`
    insert into live_changes (organization_id, kind, subject_id, change_number, data)
    select ${organizationId}, "kind", "subjectId", "changeNumber", "data"
    from jsonb_to_recordset(${rows}::jsonb)
      as told ("kind" text, "subjectId" uuid, "changeNumber" bigint, "data" jsonb)
    on conflict do nothing`);
}

async function insertChanges(
  tx: TenantTransaction,
  organizationId: string,
  changes: readonly LiveRow[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += rowsAtOnce) {
    await insertRows(tx, organizationId, toJson(changes.slice(start, start + rowsAtOnce)));
  }
}

/** Facts by id. */
async function readFacts(
  db: DocumentDatabase,
  organizationId: string,
  marks: readonly LiveMark[],
): Promise<Map<string, LedgerDocument>> {
  const found = new Map<string, LedgerDocument>();
  for (const [ledger, own] of Map.groupBy(marks, (mark) => mark.ledger)) {
    const ids = new Map(own.flatMap(({ facts }) => facts.map(({ id }) => [id.toString(), id])));
    const facts = tenantCollection(db, ledgerOf(ledger), organizationId);
    for (const document of await facts.find({ _id: { $in: [...ids.values()] } })) {
      found.set(document._id.toString(), document);
    }
  }
  return found;
}

function noted(document: LedgerDocument, versions: number, by: LiveMark['by']): LiveRow[] {
  return changesIn(document, versions)
    .filter(({ version }) => by === null || document.versions[version]?.origin.importId.equals(by))
    .map(factRow);
}

/** Tells marks in their order: what their writers know as it is, of the others what the facts have become. */
async function tellMarks(
  tx: TenantTransaction,
  db: DocumentDatabase,
  organizationId: string,
  marks: readonly LiveMark[],
): Promise<void> {
  const documents = await readFacts(
    db,
    organizationId,
    marks.filter(({ told }) => told === null),
  );
  for (const { told, facts, by } of marks) {
    if (told !== null) await insertRows(tx, organizationId, told);
    else
      await insertChanges(
        tx,
        organizationId,
        facts.flatMap(({ id, versions }) => {
          const document = documents.get(id.toString());
          return document ? noted(document, versions, by) : [];
        }),
      );
  }
}

/**
 * Tells what waits of an organization's facts, and answers how many writes are told for good; 0 where nothing is left to do.
 * It may end anywhere and be repeated: a change that was told is not told again. Without `open`, writes that are not over
 * wait: what they have stored so far is looked at again with every call.
 */
export async function tellFacts(
  postgres: Pick<Postgres, 'app'>,
  db: DocumentDatabase,
  organizationId: string,
  { open }: { open: boolean } = { open: true },
): Promise<number> {
  const marks = await withTenant(postgres, { organizationId }, async (tx) => {
    if (!(await isHere(tx))) return null;
    await lockLive(tx, organizationId);
    const waiting = await listLiveMarks(db, organizationId, open);
    await tellMarks(tx, db, organizationId, waiting);
    return waiting;
  });
  if (marks === null) await removeAbandonedMarks(db, organizationId);
  return marks === null ? 0 : removeToldMarks(db, organizationId, marks);
}

async function countChanges(db: DocumentDatabase, organizationId: string, span: CountedSpan): Promise<LiveRow[]> {
  const { granularity, start, trackIds } = span;
  const rollups = tenantCollection(db, eventRollups, organizationId);
  const found = await rollups.find({ granularity, start, trackId: { $in: [...trackIds] } });
  return [...Map.groupBy(found, ({ trackId }) => trackId?.toString() ?? null)].flatMap(([trackId, own]): LiveRow[] => {
    if (trackId === null) return [];
    const counts = addCounts(own.map((rollup) => rollup.counts));
    const change = { kind: 'count' as const, trackId, interval: granularity, start: start.toISOString(), ...counts };
    return [
      {
        kind: 'count',
        subjectId: hashId([organizationId, granularity, start.toISOString(), trackId]),
        // Grows with each of them, and by nothing else.
        changeNumber: own.reduce((sum, { revision }) => sum + revision, 0),
        data: dataOf(change),
      },
    ];
  });
}

/** Tells how often tracks were played in hours and days that were just counted; may be repeated. */
export async function tellCounts(
  postgres: Pick<Postgres, 'app'>,
  db: DocumentDatabase,
  organizationId: string,
  spans: readonly CountedSpan[],
): Promise<void> {
  await withTenant(postgres, { organizationId }, async (tx) => {
    if (!(await isHere(tx))) return;
    await lockLive(tx, organizationId);
    for (const span of spans) await insertChanges(tx, organizationId, await countChanges(db, organizationId, span));
  });
}

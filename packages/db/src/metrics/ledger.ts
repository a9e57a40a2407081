import { setTimeout } from 'node:timers/promises';
import { type TenantCollection, type TenantWrite, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, toUuidOrNull } from '../core/mongo.ts';
import { changesOf } from '../live/fact-changes.ts';
import { LiveNote, type NotedFact } from '../live/live-marks.ts';
import { collectionOf, type LedgerCollection, type LedgerDocument, ledgerOf } from './documents.ts';
import { breakdownKeyOf, type LedgerKey, ledgerId } from './ledger-key.ts';
import { markSubjects } from './ledger-subjects.ts';
import { currentOf, type FactVersion, isKnown, type LedgerVersion } from './ledger-version.ts';
import { normaliseValues } from './stored-numbers.ts';
import { fromVersionDocument, toCurrentDocument, toVersionDocument } from './version-documents.ts';

/** A fact to record: its key, its links to PostgreSQL, and what is being said. */
export interface LedgerFact {
  key: LedgerKey;
  links: { campaignId: string | null; trackId: string | null; artistId: string | null; accountId: string | null };
  /** Zone of its days; null where the source does not say. */
  zone: string | null;
  /** ISO 4217 code of its money; null where the source does not say. */
  currency: string | null;
  statement: FactVersion;
}

/** Statements about one fact, by the fact's id. */
type Statements = Map<string, { fact: LedgerFact; versions: LedgerVersion[] }>;

/** Far more than there are writers of one organization at a time. */
const mostRounds = 500;

/** The same number is the same text afterwards, so that a repetition is seen as one. */
function versionOf({ statement, zone, currency }: LedgerFact): LedgerVersion {
  return { ...statement, zone, currency, values: normaliseValues(statement.values) };
}

function newDocument(organizationId: string, id: string, fact: LedgerFact, versions: LedgerVersion[]): LedgerDocument {
  const { key, links } = fact;
  const current = currentOf(versions);
  const recordedAt = new Date(Math.min(...versions.map((version) => version.recordedAt.getTime())));
  return {
    _id: toUuid(id),
    organizationId: toUuid(organizationId),
    campaignId: toUuidOrNull(links.campaignId),
    trackId: toUuidOrNull(links.trackId),
    artistId: toUuidOrNull(links.artistId),
    userId: null,
    accountId: toUuidOrNull(links.accountId),
    subject: { kind: key.subject.kind, id: toUuid(key.subject.id) },
    granularity: key.granularity,
    date: key.date,
    periodEnd: key.periodEnd,
    source: key.source,
    breakdown: key.breakdown,
    breakdownKey: breakdownKeyOf(key.breakdown),
    attribution: key.attribution,
    current: toCurrentDocument(current),
    versions: versions.map(toVersionDocument),
    revision: 1,
    createdAt: recordedAt,
    updatedAt: recordedAt,
  };
}

/** The statements that are new beside what is known, each judged with those before it. */
function unknownTo(known: readonly LedgerVersion[], statements: readonly LedgerVersion[]): LedgerVersion[] {
  const versions = [...known];
  return statements.filter((statement) => {
    if (isKnown(versions, statement)) return false;
    versions.push(statement);
    return true;
  });
}

/** The write that appends what is new among the statements to a fact as it was read; null where nothing is. */
export function append(existing: LedgerDocument, statements: LedgerVersion[]): TenantWrite<LedgerDocument> | null {
  const known = existing.versions.map(fromVersionDocument);
  const added = unknownTo(known, statements);
  if (added.length === 0) return null;
  return {
    // The fields of the shard key send the write to one shard.
    filter: {
      _id: existing._id,
      'subject.id': existing.subject.id,
      granularity: existing.granularity,
      breakdownKey: existing.breakdownKey,
      date: existing.date,
      revision: existing.revision,
    },
    update: {
      $push: { versions: { $each: added.map(toVersionDocument) } },
      $set: { current: toCurrentDocument(currentOf([...known, ...added])), revision: existing.revision + 1 },
      // Never back, whichever of two imports comes to write first: changes since a moment are found by it.
      $max: { updatedAt: new Date(Math.max(...added.map((version) => version.recordedAt.getTime()))) },
    },
  };
}

async function writesFor(
  collection: TenantCollection<LedgerDocument>,
  organizationId: string,
  statements: Statements,
): Promise<{ write: TenantWrite<LedgerDocument>; noted: NotedFact }[]> {
  const known = await collection.find({ _id: { $in: [...statements.keys()].map(toUuid) } });
  const existing = new Map(known.map((document) => [document._id.toString(), document]));
  return [...statements].flatMap(([id, { fact, versions }]) => {
    const document = existing.get(id);
    const write = document
      ? append(document, versions)
      : { insert: newDocument(organizationId, id, fact, unknownTo([], versions)) };
    return write ? [{ write, noted: { id: toUuid(id), versions: document?.versions.length ?? 0 } }] : [];
  });
}

/** What a series of calls expects to meet; each tells the next one. */
export interface Expectation {
  /** Facts that nothing was said of: writing them at once saves looking for them. */
  areNew: boolean;
}

/** The one import or push that says all of it, null where several do. */
function soleOrigin(statements: Statements): string | null {
  const origins = new Set(
    [...statements.values()].flatMap(({ versions }) => versions.map(({ origin }) => origin.importId)),
  );
  const [first, ...others] = origins;
  return others.length === 0 ? (first ?? null) : null;
}

/** Facts that are there already stay as they are. */
async function insertAll(
  collection: TenantCollection<LedgerDocument>,
  organizationId: string,
  statements: Statements,
  note: LiveNote,
): Promise<number> {
  const stated = [...statements].map(([id, { fact, versions }]) => ({ id, fact, versions: unknownTo([], versions) }));
  const inserts = stated.map(({ id, fact, versions }) => ({ insert: newDocument(organizationId, id, fact, versions) }));
  await note.before(inserts.map(({ insert }) => ({ id: insert._id, versions: 0 })));
  const { applied } = await collection.write(inserts);
  const changes = () => stated.flatMap(({ id, fact, versions }) => changesOf({ id, key: fact.key }, versions, 0));
  await note.done(applied === statements.size ? changes() : null);
  return applied;
}

async function recordInCollection(
  collection: TenantCollection<LedgerDocument>,
  organizationId: string,
  statements: Statements,
  { expected, open }: { expected: Expectation; open: (by: string | null) => LiveNote },
): Promise<Recorded> {
  let [changed, inserted] = [0, 0];
  const origin = soleOrigin(statements);
  if (expected.areNew && origin !== null) {
    changed = await insertAll(collection, organizationId, statements, open(origin));
    inserted = changed;
    if (changed === statements.size) return { facts: statements.size, changed, inserted };
  }
  const note = open(null);
  // A write that met another writer is computed again from what that one left; each round settles at least one of them.
  for (let round = 0; round < mostRounds; round += 1) {
    if (round > 0) await setTimeout(Math.random() * Math.min(round * 4, 200));
    const writes = await writesFor(collection, organizationId, statements);
    if (round === 0)
      expected.areNew = writes.length === statements.size && writes.every(({ write }) => 'insert' in write);
    await note.before(writes.map(({ noted }) => noted));
    const { applied } = await collection.write(writes.map(({ write }) => write));
    changed += applied;
    if (round === 0) inserted += writes.filter(({ write }) => 'insert' in write).length;
    if (applied < writes.length) continue;
    await note.done();
    return { facts: statements.size, changed, inserted };
  }
  throw new Error(`Facts could not be written: other writers came first ${mostRounds} times in a row.`);
}

/** What recording did: of so many facts so many changed, those included that are new. */
export interface Recorded {
  facts: number;
  changed: number;
  inserted: number;
}

function group(organizationId: string, facts: readonly LedgerFact[]): Map<LedgerCollection, Statements> {
  const groups = new Map<LedgerCollection, Statements>();
  for (const fact of facts) {
    const name = collectionOf(fact.key.subject.kind, breakdownKeyOf(fact.key.breakdown), fact.key.source);
    const statements: Statements = groups.get(name) ?? new Map();
    groups.set(name, statements);
    const id = ledgerId(organizationId, fact.key);
    const versions = statements.get(id)?.versions ?? [];
    if (versions.some(({ origin }) => origin.importId === fact.statement.origin.importId)) {
      throw new Error(`One import states a fact of ${fact.key.date} twice in a call: sum rows that share a key first.`);
    }
    versions.push(versionOf(fact));
    statements.set(id, { fact, versions });
  }
  return groups;
}

/**
 * Records facts: a statement that says something new becomes a version of its fact, and `current` is what holds now,
 * in one atomic write for each fact. Repeating a call changes nothing. Answers how many facts changed.
 */
export async function recordFacts(
  db: DocumentDatabase,
  organizationId: string,
  facts: readonly LedgerFact[],
  expected: Expectation = { areNew: false },
): Promise<number> {
  return (await recordAndCount(db, organizationId, facts, expected)).changed;
}

/** The same, with how many of the facts were known before. */
export async function recordAndCount(
  db: DocumentDatabase,
  organizationId: string,
  facts: readonly LedgerFact[],
  expected: Expectation = { areNew: false },
): Promise<Recorded> {
  const total: Recorded = { facts: 0, changed: 0, inserted: 0 };
  for (const [name, statements] of group(organizationId, facts)) {
    await markSubjects(db, organizationId, name, [...statements.values()]);
    const collection = tenantCollection(db, ledgerOf(name), organizationId);
    const open = (by: string | null) => new LiveNote(db, { organizationId, ledger: name, by });
    const recorded = await recordInCollection(collection, organizationId, statements, { expected, open });
    for (const count of ['facts', 'changed', 'inserted'] as const) total[count] += recorded[count];
  }
  return total;
}

/** How many facts `recordFacts` would change, in batches that share no fact. Nothing is written. */
export async function countChanges(
  db: DocumentDatabase,
  organizationId: string,
  facts: readonly LedgerFact[],
): Promise<number> {
  let changes = 0;
  for (const [name, statements] of group(organizationId, facts)) {
    const collection = tenantCollection(db, ledgerOf(name), organizationId);
    changes += (await writesFor(collection, organizationId, statements)).length;
  }
  return changes;
}

import { randomUUID } from 'node:crypto';
import { type TenantWrite, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, nativeOf, toUuid, toUuidOrNull } from '../core/mongo.ts';
import type { LedgerCollection, LedgerDocument } from '../metrics/documents.ts';
import { type LiveMark, liveMarks } from './documents.ts';
import type { NumberedChange } from './fact-changes.ts';
import { factRow, toJson } from './live-rows.ts';

/** Longer than a write of a batch may take, whatever happens: the writer of a mark that is older is dead. */
const abandonedAfterMs = 15 * 60_000;
/** A writer that has been at it for so long notes its facts anew before it writes: its mark may be taken for abandoned. */
const renewedAfterMs = 5 * 60_000;
/** Marks that are told in one transaction. */
const marksAtOnce = 5;

/** The machine's clock: it tells a dead writer from one at work, and nothing about the domain. */
const machineNow = () => new Date();

export interface NotedFact {
  id: LedgerDocument['_id'];
  versions: number;
}

/** Notes of one write: from before its first fact until its last one is stored, what it changes is never forgotten. */
export class LiveNote {
  readonly #db: DocumentDatabase;
  readonly #organizationId: string;
  readonly #ledger: LedgerCollection;
  readonly #by: string | null;
  readonly #ids: string[] = [];
  #facts: readonly NotedFact[] = [];
  #notedAt = 0;

  /** `by`: the one import or push whose statements alone are told, where what else is known of the facts wasn't looked at. */
  constructor(db: DocumentDatabase, of: { organizationId: string; ledger: LedgerCollection; by: string | null }) {
    this.#db = db;
    this.#organizationId = of.organizationId;
    this.#ledger = of.ledger;
    this.#by = of.by;
  }

  get #marks() {
    return tenantCollection(this.#db, liveMarks, this.#organizationId);
  }

  /** Done before each attempt to write; the first one names every fact. */
  async before(facts: readonly NotedFact[]): Promise<void> {
    if (facts.length === 0) return;
    if (this.#ids.length === 0) this.#facts = facts;
    else if (performance.now() - this.#notedAt < renewedAfterMs) return;
    const id = randomUUID();
    const insert: LiveMark = {
      _id: toUuid(id),
      organizationId: toUuid(this.#organizationId),
      ledger: this.#ledger,
      openedAt: machineNow(),
      stored: 'no',
      by: toUuidOrNull(this.#by),
      told: null,
      facts: this.#facts.map(({ id: fact, versions }) => ({ id: fact, versions })),
    };
    await this.#marks.write([{ insert }]);
    this.#ids.push(id);
    this.#notedAt = performance.now();
  }

  /** The facts are stored; with what they changed, where the writer knows all of it, nobody has to read them again. */
  async done(changes: readonly NumberedChange[] | null = null): Promise<void> {
    const told = changes && toJson(changes.map(factRow));
    const writes = this.#ids.map(
      (id): TenantWrite<LiveMark> => ({ filter: { _id: toUuid(id) }, update: { $set: { stored: 'yes', told } } }),
    );
    await this.#marks.write(writes);
  }
}

/** An organization's marks that are next, the oldest first; with `open` also those whose writer is at work, or was killed. */
export const listLiveMarks = (db: DocumentDatabase, organizationId: string, open: boolean): Promise<LiveMark[]> =>
  tenantCollection(db, liveMarks, organizationId).find(open ? {} : { stored: 'yes' }, {
    sort: { openedAt: 1, _id: 1 },
    limit: marksAtOnce,
  });

/** Removes the marks of writes that are over; of the others the facts are told that are there by now. */
export async function removeToldMarks(
  db: DocumentDatabase,
  organizationId: string,
  marks: readonly LiveMark[],
): Promise<number> {
  const limit = machineNow().getTime() - abandonedAfterMs;
  const over = marks.filter(({ stored, openedAt }) => stored === 'yes' || openedAt.getTime() < limit);
  await tenantCollection(db, liveMarks, organizationId).remove({ _id: { $in: over.map(({ _id }) => _id) } });
  return over.length;
}

/** Removes marks that are older than any write: of an organization that is gone, nobody is told. */
export async function removeAbandonedMarks(db: DocumentDatabase, organizationId: string): Promise<void> {
  const limit = new Date(machineNow().getTime() - abandonedAfterMs);
  await tenantCollection(db, liveMarks, organizationId).remove({ openedAt: { $lt: limit } });
}

/** Organizations with changes that aren't told yet: for the worker alone, so it goes past the gateway. */
export async function listUntold(db: DocumentDatabase): Promise<string[]> {
  const ids = await nativeOf(db).collection<LiveMark>(liveMarks.name).distinct('organizationId');
  return ids.map(String);
}

import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { UUID } from 'bson';
import { type Doc, decodeByCodec } from '../query/values.ts';
import { asBuffer } from './collection.ts';
import { type Engine, openEncrypted, openPlain } from './engine.ts';
import { explainFault } from './explain-fault.ts';
import { pageKey } from './page-key.ts';
import { admitDocument } from './read-fields.ts';
import { StartError } from './start-error.ts';
import { DATA_FILE, Store } from './store.ts';

export interface RepairReport {
  kept: number;
  /** Documents that were counted and can't be read any more, or that break an index's uniqueness. */
  lost: number;
  /** Where the damaged file lies now. */
  original: string;
}

/** Rows read at once while all is well. */
const STRIDE = 512;

/** Copies every document that can still be read into a new file and builds its indexes anew. */
export async function repair(folder: string, secret?: string): Promise<RepairReport> {
  const file = join(folder, DATA_FILE);
  if (!existsSync(file)) throw new StartError('nothing_to_repair', `There is no ${DATA_FILE} in ${folder}`);
  const key = existsSync(join(folder, 'documents.key')) || secret ? pageKey(folder, file, secret) : undefined;
  await refuseInUse(file, folder, key);
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const original = `${file}.damaged-${stamp}`;
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(file + suffix)) renameSync(file + suffix, original + suffix);
  const damaged = key ? await openEncrypted(original, key) : openPlain(original, true);
  const store = await Store.open(folder, secret);
  try {
    if (!key) damaged.exec('pragma writable_schema = on');
    return { ...copyCollections(damaged, store), original };
  } catch (cause) {
    throw explainFault(cause, folder);
  } finally {
    damaged.close();
    await store.close();
  }
}

/** A running server holds the lock; its file must not be moved away under it. */
async function refuseInUse(file: string, folder: string, key: string | undefined): Promise<void> {
  let engine: Engine | undefined;
  try {
    engine = key ? await openEncrypted(file, key) : openPlain(file, true);
    engine.exec('pragma locking_mode = exclusive; begin immediate; rollback');
  } catch (cause) {
    const fault = explainFault(cause, folder);
    if (fault instanceof StartError && fault.code === 'in_use') throw fault;
  } finally {
    engine?.close();
  }
}

function copyCollections(damaged: Engine, store: Store): Pick<RepairReport, 'kept' | 'lost'> {
  let [kept, lost] = [0, 0];
  for (const [id, db, name, count, next, entry] of damaged
    .prepare('select id, db, name, count, next, entry from collections')
    .all()) {
    const { options, indexes } = decodeByCodec(entry as Uint8Array) as { options: Doc; indexes: Doc[]; uuid: UUID };
    const before = kept;
    store.write(() => {
      const collection = store.catalog.create(String(db), String(name), options);
      for (const { spec } of indexes) if ((spec as Doc).name !== '_id_') collection.createIndex(spec as Doc);
      for (const bytes of readableRows(damaged, `c${id}`, Number(next))) {
        try {
          collection.insert(admitDocument(bytes));
          kept += 1;
        } catch {
          // Not sound: half a document, or a second one under the same unique key.
        }
      }
    });
    lost += Math.max(0, Number(count) - (kept - before));
  }
  return { kept, lost };
}

/** Rows by their numbers, which all lie below `end`. */
function* readableRows(engine: Engine, table: string, end: number): Generator<Buffer> {
  const rows = engine.prepare(`select rid, doc from ${table} where rid between ? and ? order by rid`);
  function* between(from: number, to: number): Generator<Buffer> {
    let found: unknown[][];
    try {
      found = rows.all(from, to);
    } catch {
      // A damaged page: halve the range until only what lies on it is left out.
      if (from === to) return;
      const middle = Math.floor((from + to) / 2);
      yield* between(from, middle);
      yield* between(middle + 1, to);
      return;
    }
    for (const [, doc] of found) yield asBuffer(doc);
  }
  for (let from = 0; from < end; from += STRIDE) yield* between(from, from + STRIDE - 1);
}

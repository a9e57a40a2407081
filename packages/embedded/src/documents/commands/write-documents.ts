import { CommandError } from '../errors.ts';
import { PAUSE } from '../pipeline/stage.ts';
import { compileUpdate } from '../query/compile-update.ts';
import { decode } from '../query/decode.ts';
import { analyzeUpsert } from '../query/upsert-seed.ts';
import { type Doc, encode } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { admitDocument, checkSize } from '../storage/read-fields.ts';
import type { Found } from '../storage/scan-plan.ts';
import { type Selection, select, selectPaced } from './select.ts';

export interface UpdateRequest extends Selection {
  update: unknown;
  multi: boolean;
  upsert: boolean;
  arrayFilters: unknown;
  now: Date;
  bypass: boolean;
}

export interface UpdateOutcome {
  matched: number;
  modified: number;
  /** `_id` of the inserted document. */
  upserted?: unknown;
  /** Of a single update: the document before and after. */
  before: Uint8Array | null;
  after: Doc | null;
}

/** Updates one or all documents that a selection finds; call it inside a transaction. */
export function updateDocuments(collection: Collection, request: UpdateRequest): UpdateOutcome {
  const { filter, collation, variables, arrayFilters, now, multi, upsert, bypass } = request;
  const update = compileUpdate(request.update, { filter, collation, variables, arrayFilters, now });
  if (update.replacement && multi)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  const outcome: UpdateOutcome = { matched: 0, modified: 0, before: null, after: null };
  for (const { rid, bytes } of selected(collection, request, multi)) {
    const after = update.apply(decode(bytes), false);
    const written = Buffer.from(encode(after));
    outcome.matched += 1;
    if (!multi) Object.assign(outcome, { before: bytes, after });
    if (written.equals(bytes)) continue;
    checkSize(written.length);
    collection.validate(written, bypass, bytes);
    collection.replace(rid, bytes, written);
    outcome.modified += 1;
  }
  if (outcome.matched > 0 || !upsert) return outcome;
  const seed = analyzeUpsert(filter, update.replacement);
  const bytes = admitDocument(Buffer.from(encode(update.apply(seed, true))));
  collection.validate(bytes, bypass);
  collection.insert(bytes);
  const after = decode(bytes);
  return { ...outcome, upserted: after._id, after };
}

/** Deletes one or all documents that a selection finds; answers how many, and the last of them. */
export function deleteDocuments(
  collection: Collection,
  selection: Selection,
  multi: boolean,
): { n: number; last: Uint8Array | null } {
  let [n, last]: [number, Uint8Array | null] = [0, null];
  for (const { rid, bytes } of selected(collection, selection, multi)) {
    collection.remove(rid, bytes);
    n += 1;
    last = bytes;
  }
  return { n, last };
}

/**
 * What a write is about to change. Of many only the numbers are held, all before the first change: a document that
 * the write moves within an index must not be met twice.
 */
function* selected(collection: Collection, selection: Selection, multi: boolean): Generator<Found> {
  if (!multi) {
    yield* select(collection, { ...selection, limit: 1 });
    return;
  }
  const rids: number[] = [];
  for (const item of selectPaced(collection, selection)) if (item !== PAUSE) rids.push(item.rid);
  for (const rid of rids) {
    const bytes = collection.get(rid);
    if (bytes) yield { rid, bytes };
  }
}

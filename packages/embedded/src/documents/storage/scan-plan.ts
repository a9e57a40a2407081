import type { KeyRange, Plan } from '../indexes/plan-query.ts';
import type { Collection } from './collection.ts';
import type { Row } from './engine.ts';

export interface Found {
  rid: number;
  bytes: Uint8Array;
}

/** What a scan has read, for explain. */
export interface ScanStatistics {
  keys: number;
  documents: number;
}

/** Rows of the first chunk and of the later ones. */
const FIRST_CHUNK = 16;
const CHUNK = 1024;

/**
 * The documents of a plan, each once, in chunks of rows. A scan remembers its position and not a state of the store,
 * so writes may happen between two chunks: what is then deleted is skipped, and nothing is returned twice.
 * `expected` is how many documents the client can be thought to take.
 */
export function* scanPlan(
  collection: Collection,
  plan: Plan,
  statistics: ScanStatistics,
  expected = 0,
): Generator<Found[]> {
  const first = Math.min(Math.max(expected, FIRST_CHUNK), CHUNK);
  const { index } = plan;
  if (!index) {
    for (const rows of tableChunks(collection, plan.backward, first)) {
      statistics.documents += rows.length;
      yield rows.map(([rid, doc]) => ({ rid: rid as number, bytes: doc as Uint8Array }));
    }
    return;
  }
  collection.noteUse(index.id);
  const seen = index.multikey ? new Set<number>() : null;
  const ranges = plan.backward ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    for (const rows of rangeChunks(collection, index.id, range, plan.backward, first)) {
      statistics.keys += rows.length;
      let found = rows.map(([, rid, doc]): Found => ({ rid: rid as number, bytes: doc as Uint8Array }));
      if (seen) found = found.filter(({ rid }) => !seen.has(rid) && seen.add(rid));
      statistics.documents += found.length;
      yield found;
    }
  }
}

export function* tableChunks(collection: Collection, backward = false, first = CHUNK): Generator<Row[]> {
  const [after, order] = backward ? ['<', 'desc'] : ['>', 'asc'];
  const statement = collection.statement(
    `select rid, doc from c${collection.id} where rid ${after} ? order by rid ${order} limit ?`,
  );
  let last = backward ? Number.MAX_SAFE_INTEGER : 0;
  for (let limit = first; ; limit = Math.min(limit * 8, CHUNK)) {
    const rows = statement.all(last, limit);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    last = Number(rows.at(-1)?.[0]);
  }
}

function* rangeChunks(
  collection: Collection,
  index: number,
  { from, to }: KeyRange,
  backward: boolean,
  first: number,
): Generator<Row[]> {
  const select = `select i.k, i.rid, c.doc from i${index} i cross join c${collection.id} c on c.rid = i.rid`;
  const order = backward ? 'order by i.k desc, i.rid desc' : 'order by i.k, i.rid';
  const next = backward ? 'i.k >= ? and (i.k, i.rid) < (?, ?)' : 'i.k < ? and (i.k, i.rid) > (?, ?)';
  const end = backward ? from : to;
  let rows = collection.statement(`${select} where i.k >= ? and i.k < ? ${order} limit ?`).all(from, to, first);
  for (let limit = first; ; ) {
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < limit || !last) return;
    limit = Math.min(limit * 8, CHUNK);
    rows = collection
      .statement(`${select} where ${next} ${order} limit ?`)
      .all(end, last[0] as Uint8Array, last[1] as number, limit);
  }
}

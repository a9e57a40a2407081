import { CommandError } from '../errors.ts';
import { planBounds } from '../indexes/plan-bounds.ts';
import { type Plan, planQuery } from '../indexes/plan-query.ts';
import { type Flow, PAUSE } from '../pipeline/stage.ts';
import { stringOrder } from '../query/collation.ts';
import { compareValues } from '../query/compare-values.ts';
import { decode } from '../query/decode.ts';
import { compileFilter } from '../query/filter.ts';
import { compareKeys, parseSort, sortKey } from '../query/sort.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { documentChunks } from '../storage/document-chunks.ts';
import { type Found, type ScanStatistics, scanPlan } from '../storage/scan-plan.ts';

/** Bytes an in-memory sort may hold, as MongoDB's internalQueryMaxBlockingSortMemoryUsageBytes. */
const SORT_MEMORY = 100 * 1024 * 1024;

export interface Selection {
  filter: Doc;
  sort?: Doc | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  collation?: Doc | undefined;
  variables?: Doc | undefined;
  hint?: unknown;
  /** Bounds of the hinted index: keys from `min` (included) to `max` (not included). */
  min?: Doc | undefined;
  max?: Doc | undefined;
  /** When the client's maxTimeMS ends, by performance.now(). */
  deadline?: number | undefined;
  /** How many documents the first batch takes. */
  expected?: number | undefined;
}

export function planSelection(collection: Collection, selection: Selection): Plan {
  const { filter, sort, collation, hint, min, max } = selection;
  const resolved = resolveHint(collection, hint);
  if (min || max) return planBounds(resolved.hint, min, max, sort);
  return planQuery(collection.indexes, { filter, sort, collation, ...resolved });
}

/** The documents of a selection in their order, as they are stored. */
export function select(
  collection: Collection,
  selection: Selection,
  plan: Plan = planSelection(collection, selection),
): Found[] {
  return [...selectPaced(collection, selection, plan)].filter((item) => item !== PAUSE);
}

/** How long one client may compute before others get a turn, milliseconds. */
const TURN = 15;

/** The same one by one, with pauses in between in which other clients may be served. */
export function selectPaced(
  collection: Collection,
  selection: Selection,
  plan: Plan = planSelection(collection, selection),
  statistics: ScanStatistics = { keys: 0, documents: 0 },
): Flow<Found> {
  return paged(scanPlan(collection, plan, statistics, expectedOf(selection, plan)), selection, plan);
}

/** The same for who needs no row numbers and keeps no part of a document: several at a time, mostly as they were read. */
export function selectDocuments(collection: Collection, selection: Selection): Flow<Uint8Array[]> {
  const plan = planSelection(collection, selection);
  if (plan.index?.multikey || (selection.sort && !plan.sorted))
    return oneByOne(selectPaced(collection, selection, plan), ({ bytes }) => bytes);
  const chunks = documentChunks(collection, plan, { keys: 0, documents: 0 }, expectedOf(selection, plan));
  return inWindow(chunks, selection, plan);
}

export function* oneByOne<T extends object>(items: Flow<T>, to: (item: T) => Uint8Array): Flow<Uint8Array[]> {
  for (const item of items) yield item === PAUSE ? item : [to(item)];
}

function* inWindow(chunks: Iterable<Uint8Array[]>, selection: Selection, plan: Plan): Flow<Uint8Array[]> {
  const { filter, collation, variables, deadline } = selection;
  const matches = plan.exact ? null : compileFilter(filter, { collation, variables });
  let skip = selection.skip ?? 0;
  let left = selection.limit || Number.POSITIVE_INFINITY;
  const turns = turnsUntil(deadline);
  for (const chunk of chunks) {
    const found = matches ? firstMatches(chunk, matches, skip + left) : chunk;
    const wanted = found.length > skip + left || skip > 0 ? found.slice(skip, skip + left) : found;
    skip = Math.max(0, skip - found.length);
    left -= wanted.length;
    if (wanted.length > 0) yield wanted;
    if (left === 0) return;
    if (turns()) yield PAUSE;
  }
}

function firstMatches(chunk: Uint8Array[], matches: (doc: Doc) => boolean, most: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const bytes of chunk) {
    if (matches(decode(bytes)) && found.push(bytes) === most) break;
  }
  return found;
}

/** Asked between two chunks: whether it is time for others; error 50 once the deadline has passed. */
function turnsUntil(deadline = Number.POSITIVE_INFINITY): () => boolean {
  let since = performance.now();
  return () => {
    const now = performance.now();
    if (now > deadline) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
    if (now - since < TURN) return false;
    since = now;
    return true;
  };
}

/** How many documents will be taken, as far as that can be known; 0 where it can't. */
function expectedOf({ skip = 0, limit = 0, expected = 0 }: Selection, plan: Plan): number {
  if (!plan.exact || !plan.sorted) return 0;
  return limit > 0 ? skip + limit : expected;
}

function* paged<T extends { bytes: Uint8Array }>(chunks: Iterable<T[]>, selection: Selection, plan: Plan): Flow<T> {
  const { filter, sort, skip = 0, limit = 0, collation, variables, deadline } = selection;
  const matches = plan.exact ? null : compileFilter(filter, { collation, variables });
  const found = paced(chunks, matches, deadline);
  const ordered = !plan.sorted && sort ? sorted(found, sort, collation, limit > 0 ? skip + limit : 0) : found;
  yield* window(ordered, skip, limit);
}

function* window<T extends object>(found: Flow<T>, skip: number, limit: number): Flow<T> {
  let [skipped, taken] = [0, 0];
  for (const item of found) {
    if (item !== PAUSE && skipped < skip) {
      skipped += 1;
      continue;
    }
    yield item;
    if (item !== PAUSE && ++taken === limit) return;
  }
}

function* paced<T extends { bytes: Uint8Array }>(
  chunks: Iterable<T[]>,
  matches: ((doc: Doc) => boolean) | null,
  deadline: number | undefined,
): Flow<T> {
  const turns = turnsUntil(deadline);
  for (const chunk of chunks) {
    for (const item of chunk) if (!matches || matches(decode(item.bytes))) yield item;
    if (turns()) yield PAUSE;
  }
}

/** Sorts in memory; with `keep`, holds only about that many of the first. */
function* sorted<T extends { bytes: Uint8Array }>(
  found: Flow<T>,
  sort: Doc,
  collation: Doc | undefined,
  keep: number,
): Flow<T> {
  const fields = parseSort(sort);
  const strings = stringOrder(collation);
  const compare = compareKeys(fields, strings);
  let rows: { item: T; key: unknown[] }[] = [];
  let bytes = 0;
  for (const item of found) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    rows.push({ item, key: sortKey(fields, decode(item.bytes), strings) });
    bytes += item.bytes.length;
    if (keep > 0 && rows.length >= keep * 2 + 1000) {
      rows = rows.sort((a, b) => compare(a.key, b.key)).slice(0, keep);
      bytes = rows.reduce((sum, row) => sum + row.item.bytes.length, 0);
    }
    if (bytes > SORT_MEMORY) {
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Sort exceeded memory limit of ${SORT_MEMORY} bytes: add an index for the sort, or a limit`,
      );
    }
  }
  for (const { item } of rows.sort((a, b) => compare(a.key, b.key))) yield item;
}

function resolveHint(collection: Collection, hint: unknown): { hint?: Plan['index'] & object; natural?: 1 | -1 } {
  if (hint === undefined || hint === null || hint === '') return {};
  if (isPlainObject(hint)) {
    if (Object.keys(hint).length === 0) return {};
    if ('$natural' in hint) return { natural: toNumber(hint.$natural) < 0 ? -1 : 1 };
    const index = collection.indexes.find(({ spec }) => compareValues(spec.key, hint) === 0);
    if (index) return { hint: index };
  } else if (typeof hint === 'string') {
    if (hint === '$natural') return { natural: 1 };
    const index = collection.indexes.find(({ name }) => name === hint);
    if (index) return { hint: index };
  } else {
    throw new CommandError('FailedToParse', 'Hint must be a string or an object');
  }
  throw new CommandError(
    'BadValue',
    `error processing query: planner returned error: hint provided does not correspond to an existing index`,
  );
}

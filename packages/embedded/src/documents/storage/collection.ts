import type { UUID } from 'bson';
import { extractKeys } from '../indexes/extract-keys.ts';
import { defineIndex, type IndexDefinition } from '../indexes/index-definition.ts';
import { foldFor } from '../query/collation.ts';
import { decode } from '../query/decode.ts';
import { compileFilter, type Matcher } from '../query/filter.ts';
import { compileValidator, type Validator } from '../query/validator.ts';
import { type Doc, encode } from '../query/values.ts';
import { duplicateKey } from './duplicate-key.ts';
import type { Engine, Statement, Value } from './engine.ts';
import { readFields } from './read-fields.ts';
import { tableChunks } from './scan-plan.ts';

export interface CollectionState {
  id: number;
  db: string;
  name: string;
  count: number;
  /** The number of the next row; never used twice. */
  next: number;
  uuid: UUID;
  options: Doc;
  indexes: Doc[];
  touch: (collection: Collection) => void;
}

export interface LiveIndex extends IndexDefinition {
  partial: Matcher | null;
  add: Statement;
  remove: Statement;
  uses: number;
  since: Date;
}

/** Rows of one statement of a batch. */
const ROWS = 64;

interface Change {
  index: LiveIndex;
  key: Buffer;
}

/** The documents of one collection (one table) and their index entries (one table per index). */
export class Collection {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: UUID;
  options: Doc;
  indexes: LiveIndex[] = [];
  count: number;
  readonly #engine: Engine;
  readonly #touch: (collection: Collection) => void;
  readonly #insert: Statement;
  readonly #replace: Statement;
  readonly #delete: Statement;
  readonly #get: Statement;
  #nextRid: number;
  #validator: Validator | null;
  #fields: ReadonlySet<string> = new Set();
  /** Bytes of a document as last seen; 0 before any was. */
  #typicalBytes = 0;
  #statements = new Map<string, Statement>();

  constructor(engine: Engine, state: CollectionState) {
    this.#engine = engine;
    this.#touch = state.touch;
    this.id = state.id;
    this.db = state.db;
    this.name = state.name;
    this.uuid = state.uuid;
    this.options = state.options;
    this.#validator = compileValidator(state.options);
    this.count = state.count;
    const table = `c${state.id}`;
    this.#insert = engine.prepare(`insert into ${table} values (?, ?)`);
    this.#replace = engine.prepare(`update ${table} set doc = ? where rid = ?`);
    this.#delete = engine.prepare(`delete from ${table} where rid = ?`);
    this.#get = engine.prepare(`select doc from ${table} where rid = ?`);
    this.#nextRid = state.next;
    for (const { id, multikey, spec } of state.indexes) {
      this.#attach({ ...defineIndex(Number(id), spec as Doc), multikey: multikey === true });
    }
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** Stores an admitted document (see admitDocument); error 11000 leaves nothing behind. */
  insert(bytes: Buffer): void {
    const rid = this.#nextRid;
    const changes = this.#changes(this.keysIn(bytes));
    this.#apply(changes, [], rid);
    this.#insert.run(rid, bytes);
    this.#nextRid += 1;
    this.#counted(1);
  }

  /**
   * Stores admitted documents at once, index by index in key order and many rows a statement. Answers false, with
   * nothing stored, when one of them breaks a unique index: only one by one can it be told which.
   */
  insertAll(documents: readonly Buffer[]): boolean {
    const first = this.#nextRid;
    const entries = new Map<LiveIndex, { key: Buffer; rid: number }[]>(this.indexes.map((index) => [index, []]));
    for (const [i, bytes] of documents.entries()) {
      const fields = readFields(bytes, this.#fields);
      for (const [index, list] of entries) {
        for (const key of this.#keysOf(index, fields, bytes)) list.push({ key, rid: first + i });
      }
    }
    this.#engine.exec('savepoint batch');
    const whole = [...entries].every(([{ id }, list]) => {
      list.sort((a, b) => Buffer.compare(a.key, b.key));
      return this.#insertRows(
        `i${id}`,
        list.map(({ key, rid }) => [key, rid]),
      );
    });
    if (!whole) {
      this.#engine.exec('rollback to batch; release batch');
      return false;
    }
    this.#insertRows(
      `c${this.id}`,
      documents.map((bytes, i) => [first + i, bytes]),
    );
    this.#engine.exec('release batch');
    this.#nextRid += documents.length;
    this.#counted(documents.length);
    return true;
  }

  #insertRows(table: string, rows: [Value, Value][]): boolean {
    for (let from = 0; from < rows.length; from += ROWS) {
      const part = rows.slice(from, from + ROWS);
      const statement = this.statement(
        `insert or ignore into ${table} values ${'(?, ?), '.repeat(part.length - 1)}(?, ?)`,
      );
      if (statement.run(...part.flat()) !== part.length) return false;
    }
    return true;
  }

  replace(rid: number, before: Uint8Array, after: Buffer): void {
    const [had, has] = [this.keysIn(asBuffer(before)), this.keysIn(after)];
    const added = this.#changes(has, had);
    const removed = this.#changes(had, has);
    this.#apply(added, removed, rid);
    this.#replace.run(after, rid);
  }

  remove(rid: number, bytes: Uint8Array): void {
    for (const { index, key } of this.#changes(this.keysIn(asBuffer(bytes)))) index.remove.run(key, rid);
    this.#delete.run(rid);
    this.#counted(-1);
  }

  /** Removes every document and keeps the indexes. */
  clear(): void {
    this.#engine.exec(`delete from c${this.id}`);
    for (const { id } of this.indexes) this.#engine.exec(`delete from i${id}`);
    this.#counted(-this.count);
  }

  /** One entry of $indexStats per index. */
  indexStatistics(): Doc[] {
    return this.indexes.map(({ name, spec, uses, since }) => ({
      name,
      key: spec.key,
      host: 'localhost',
      accesses: { ops: BigInt(uses), since },
      spec,
    }));
  }

  /** Bytes of the documents and of each index's keys. */
  sizes(): { size: number; indexSizes: Record<string, number> } {
    const sum = (table: string, column: string) =>
      Number(this.#engine.prepare(`select coalesce(sum(length(${column})), 0) from ${table}`).get()?.[0]);
    const indexSizes = Object.fromEntries(this.indexes.map(({ id, name }) => [name, sum(`i${id}`, 'k')]));
    return { size: sum(`c${this.id}`, 'doc'), indexSizes };
  }

  get(rid: number): Buffer | null {
    const row = this.#get.get(rid);
    return row ? asBuffer(row[0]) : null;
  }

  /** How many documents make up so many bytes, by those that were read last; the least while none was. */
  chunkOf(bytes: number, least: number): number {
    return this.#typicalBytes === 0 ? least : Math.max(least, Math.floor(bytes / this.#typicalBytes));
  }

  noteChunk(documents: readonly Uint8Array[]): void {
    if (documents.length === 0) return;
    this.#typicalBytes = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  }

  noteUse(index: number): void {
    const used = this.indexes.find((candidate) => candidate.id === index);
    if (used) used.uses += 1;
  }

  /** A statement over this collection's tables, prepared once. */
  statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#engine.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Builds the index over what is stored; error 11000 when that breaks its uniqueness. */
  createIndex(spec: Doc): IndexDefinition {
    const id = Number(
      this.#engine.prepare("select coalesce(max(value), 0) + 1 from meta where name = 'index'").get()?.[0],
    );
    this.#engine.prepare("insert or replace into meta values ('index', ?)").run(id);
    const definition = defineIndex(id, spec);
    const unique = definition.unique || definition.name === '_id_';
    const key = unique ? 'k blob primary key, rid integer not null' : 'k blob, rid integer, primary key (k, rid)';
    this.#engine.exec(`create table i${id} (${key}) without rowid`);
    const index = this.#attach({ ...definition, unique });
    for (const { rid, bytes } of this.scan()) {
      const fields = readFields(bytes, this.#fields);
      for (const key of this.#keysOf(index, fields, bytes)) this.#add({ index, key }, rid);
    }
    this.save();
    return index;
  }

  dropIndex(name: string): void {
    const index = this.indexes.find((candidate) => candidate.name === name);
    if (!index) return;
    this.#engine.exec(`drop table i${index.id}`);
    this.indexes = this.indexes.filter((candidate) => candidate !== index);
    this.#statements.clear();
    this.#collectFields();
    this.save();
  }

  setOptions(options: Doc): void {
    this.options = options;
    this.#validator = compileValidator(options);
    this.save();
  }

  /** Changes expireAfterSeconds or hidden of an index in place. */
  modifyIndex(name: string, change: Doc): void {
    const index = this.indexes.find((candidate) => candidate.name === name);
    if (!index) return;
    index.spec = { ...index.spec, ...change };
    const { expireAfterSeconds, hidden } = defineIndex(index.id, index.spec);
    Object.assign(index, { expireAfterSeconds, hidden });
    this.save();
  }

  /** Throws error 121 where the validator refuses the document. */
  validate(bytes: Buffer, bypass: boolean, before?: Uint8Array): void {
    if (bypass || !this.#validator) return;
    const doc = decode(bytes);
    if (this.#validator.matches(doc)) return;
    if (before && this.#validator.moderate && !this.#validator.matches(decode(before))) return;
    throw this.#validator.refusal(doc);
  }

  /** Every document in the order of insertion, in chunks so that writes may happen in between. */
  *scan(): Generator<{ rid: number; bytes: Buffer }> {
    for (const rows of tableChunks(this))
      for (const [rid, doc] of rows) yield { rid: Number(rid), bytes: asBuffer(doc) };
  }

  /** Writes options and indexes into the catalog. */
  save(): void {
    const indexes = this.indexes.map(({ id, multikey, spec }) => ({ id, multikey, spec }));
    this.#engine
      .prepare('update collections set entry = ? where id = ?')
      .run(encode({ uuid: this.uuid, options: this.options, indexes }), this.id);
  }

  saveCount(): void {
    this.statement('update collections set count = ?, next = ? where id = ?').run(this.count, this.#nextRid, this.id);
  }

  destroy(): void {
    for (const { id } of this.indexes) this.#engine.exec(`drop table i${id}`);
    this.#engine.exec(`drop table c${this.id}`);
  }

  #attach(definition: IndexDefinition): LiveIndex {
    const table = `i${definition.id}`;
    const unique = definition.unique || definition.name === '_id_';
    const index: LiveIndex = {
      ...definition,
      unique,
      fold: definition.collation ? foldFor(definition.collation) : null,
      partial: definition.partialFilter ? compileFilter(definition.partialFilter) : null,
      add: this.#engine.prepare(`insert or ignore into ${table} values (?, ?)`),
      remove: this.#engine.prepare(`delete from ${table} where k = ? and rid = ?`),
      uses: 0,
      since: new Date(),
    };
    this.indexes = [...this.indexes, index];
    this.#collectFields();
    return index;
  }

  #collectFields(): void {
    this.#fields = new Set(this.indexes.flatMap((index) => index.parts.map((part) => part.path[0] as string)));
  }

  /** The keys of a document in each index. */
  keysIn(bytes: Buffer): Map<LiveIndex, Buffer[]> {
    const fields = readFields(bytes, this.#fields);
    return new Map(this.indexes.map((index) => [index, this.#keysOf(index, fields, bytes)]));
  }

  #keysOf(index: LiveIndex, fields: Doc, bytes: Buffer): Buffer[] {
    if (index.partial && !index.partial(decode(bytes))) return [];
    const { keys, multikey } = extractKeys(index, fields);
    if (multikey && !index.multikey) {
      index.multikey = true;
      this.save();
    }
    return keys;
  }

  #changes(entries: Map<LiveIndex, Buffer[]>, without?: Map<LiveIndex, Buffer[]>): Change[] {
    const changes: Change[] = [];
    for (const [index, keys] of entries) {
      const same = without?.get(index) ?? [];
      for (const key of keys) if (!same.some((other) => other.equals(key))) changes.push({ index, key });
    }
    return changes;
  }

  #apply(added: Change[], removed: Change[], rid: number): void {
    for (const { index, key } of removed) index.remove.run(key, rid);
    let done = 0;
    try {
      for (; done < added.length; done++) this.#add(added[done] as Change, rid);
    } catch (cause) {
      for (const { index, key } of added.slice(0, done)) index.remove.run(key, rid);
      for (const { index, key } of removed) index.add.run(key, rid);
      throw cause;
    }
  }

  #add({ index, key }: Change, rid: number): void {
    if (index.add.run(key, rid) === 1 || !index.unique) return;
    const other = this.statement(`select rid from i${index.id} where k = ?`).get(key);
    if (Number(other?.[0]) === rid) return;
    const holder = this.get(Number(other?.[0]));
    throw duplicateKey(this.namespace, index, holder);
  }

  #counted(by: number): void {
    this.count += by;
    this.#touch(this);
  }
}

/** The same bytes with a Buffer's methods. */
export function asBuffer(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

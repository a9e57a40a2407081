import { UUID } from 'bson';
import { CommandError } from '../errors.ts';
import { type Doc, decodeByCodec, encode, toNumber } from '../query/values.ts';
import { Collection } from './collection.ts';
import type { Engine } from './engine.ts';

/** Which collections and indexes exist, kept in memory as in the file. */
export class Catalog {
  readonly #engine: Engine;
  readonly #databases = new Map<string, Map<string, Collection>>();
  readonly #touched = new Set<Collection>();

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.exec(
      'create table if not exists collections (id integer primary key, db text, name text, count integer, next integer, entry blob, unique (db, name))',
    );
    this.reload();
  }

  /** Reads everything anew; needed after a rolled back transaction, whose changes in memory are void. */
  reload(): void {
    this.#databases.clear();
    this.#touched.clear();
    for (const [id, db, name, count, next, entry] of this.#engine
      .prepare('select * from collections order by id')
      .all()) {
      const fields = decodeByCodec(entry as Uint8Array);
      this.#place(
        new Collection(this.#engine, {
          id: Number(id),
          db: String(db),
          name: String(name),
          count: Number(count),
          next: Number(next),
          uuid: fields.uuid as UUID,
          options: fields.options as Doc,
          indexes: fields.indexes as Doc[],
          touch: (collection) => this.#touched.add(collection),
        }),
      );
    }
  }

  find(db: string, name: string): Collection | undefined {
    return this.#databases.get(db)?.get(name);
  }

  /** The collection, created with default options where it doesn't exist (as a first write does). */
  need(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name, {});
  }

  create(db: string, name: string, options: Doc): Collection {
    checkNamespace(db, name);
    const uuid = new UUID();
    const row = this.#engine.prepare('select coalesce(max(id), 0) + 1 from collections').get();
    const id = toNumber(row?.[0]);
    this.#engine
      .prepare('insert into collections values (?, ?, ?, 0, 1, ?)')
      .run(id, db, name, encode({ uuid, options, indexes: [] }));
    this.#engine.exec(`create table c${id} (rid integer primary key, doc blob not null)`);
    const collection = new Collection(this.#engine, {
      id,
      db,
      name,
      count: 0,
      next: 1,
      uuid,
      options,
      indexes: [],
      touch: (touched) => this.#touched.add(touched),
    });
    collection.createIndex({ v: 2, key: { _id: 1 }, name: '_id_' });
    this.#place(collection);
    return collection;
  }

  drop(collection: Collection): void {
    collection.destroy();
    this.#engine.prepare('delete from collections where id = ?').run(collection.id);
    this.#touched.delete(collection);
    const names = this.#databases.get(collection.db);
    names?.delete(collection.name);
    if (names?.size === 0) this.#databases.delete(collection.db);
  }

  rename(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.#engine.prepare('update collections set db = ?, name = ? where id = ?').run(db, name, collection.id);
    this.reload();
  }

  databases(): string[] {
    return [...this.#databases.keys()].sort();
  }

  collections(db: string): Collection[] {
    return [...(this.#databases.get(db)?.values() ?? [])];
  }

  /** Part of every transaction: the counts that it changed. */
  saveCounts(): void {
    for (const collection of this.#touched) collection.saveCount();
    this.#touched.clear();
  }

  #place(collection: Collection): void {
    let names = this.#databases.get(collection.db);
    if (!names) {
      names = new Map();
      this.#databases.set(collection.db, names);
    }
    names.set(collection.name, collection);
  }
}

function checkNamespace(db: string, name: string): void {
  const bad =
    db === '' ||
    name === '' ||
    /[/\\. "$\0]/.test(db) ||
    /[\0$]/.test(name) ||
    name.startsWith('.') ||
    name.endsWith('.');
  if (bad || Buffer.byteLength(`${db}.${name}`) > 255) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  }
}

import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { PgDatabase, PgDialect, PgPreparedQuery, PgSession, type PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { TenantTransaction } from './tenant.ts';

type NoRelations = Record<string, never>;
type Result = PostgresJsQueryResultHKT;
type Builder = PgDatabase<Result, NoRelations, NoRelations>;
type Session = PgSession<Result, NoRelations, NoRelations>;

/** Stands in a statement for the values that each read brings. */
export interface Given<Values> {
  /** A value that is always there. */
  value(name: keyof Values & string): Placeholder;
  /** A condition that only a read with this value has; null and undefined are none. */
  when(name: keyof Values & string, condition: (value: Placeholder) => SQL): SQL | undefined;
}

interface Select<Rows> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<Rows> };
}

/** What drizzle makes of a statement before it is run. */
interface Compiled {
  parts: Parameters<Session['prepareQuery']>;
  joins: unknown;
}

/** Has no connection: it is there to see what drizzle would run. */
class Recorder extends PgSession<Result, NoRelations, NoRelations> {
  parts: Compiled['parts'] | null = null;

  override prepareQuery<T extends PreparedQueryConfig>(...parts: Compiled['parts']): PgPreparedQuery<T> {
    this.parts = parts;
    return new Unrun<T>(parts[0], undefined, undefined);
  }

  override transaction(): never {
    throw new TypeError('a statement that is being compiled runs nothing');
  }
}

class Unrun<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  override execute(): never {
    throw new TypeError('a statement that is being compiled runs nothing');
  }
}

const dialect = new PgDialect();

function compile(build: (db: Builder) => Select<unknown>): Compiled {
  const recorder = new Recorder(dialect);
  const prepared = build(new PgDatabase(dialect, recorder, undefined)).prepare('compiled');
  if (recorder.parts === null) throw new TypeError('a compiled read is one select');
  return { parts: recorder.parts, joins: Reflect.get(prepared, 'joinsNotNullableMap') };
}

/**
 * A read whose statement is built once and not for each call, which costs more than running it: reads that a request
 * makes are written this way.
 *
 * @example
 * const byId = compiledRead((db, given: Given<{ id: string }>) =>
 *   db.select().from(tracks).where(eq(tracks.id, given.value('id'))),
 * );
 * const [track] = await byId(tx, { id });
 */
export function compiledRead<Values extends object, Rows>(
  build: (db: Builder, given: Given<Values>) => Select<Rows>,
): (tx: TenantTransaction, values: Values) => Promise<Rows> {
  // One statement for each set of conditions that reads came with.
  const statements = new Map<string, Compiled>();
  return async (tx, values) => {
    const entries = Object.entries(values);
    const present = new Set(entries.flatMap(([name, value]) => (value == null ? [] : [name])));
    const shape = [...present].join();
    let compiled = statements.get(shape);
    if (!compiled) {
      const given: Given<Values> = {
        value: (name) => sql.placeholder(name),
        when: (name, condition) => (present.has(name) ? condition(sql.placeholder(name)) : undefined),
      };
      compiled = compile((db) => build(db, given));
      statements.set(shape, compiled);
    }
    const [statement, fields, name, arrayMode, , metadata] = compiled.parts;
    const session: Session = tx._.session;
    const query = session.prepareQuery<{ execute: Rows; all: unknown; values: unknown }>(
      statement,
      fields,
      name,
      arrayMode,
      undefined,
      metadata,
    );
    // Which joined tables may be missing, as drizzle's own builder hands it on.
    Object.assign(query, { joinsNotNullableMap: compiled.joins });
    return query.execute(Object.fromEntries(entries));
  };
}

import { DatabaseSync } from 'node:sqlite';

export type Value = Uint8Array | string | number | bigint | null;
export type Row = Value[];

/** A prepared statement; rows are arrays in the order of the selected columns. */
export interface Statement {
  /** Rows changed. */
  run(...params: Value[]): number;
  get(...params: Value[]): Row | undefined;
  all(...params: Value[]): Row[];
}

/** The part of SQLite that the store uses; plain and encrypted files have each their own implementation. */
export interface Engine {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Node's own SQLite. `lenient` opens a damaged file as far as it goes, for repair. */
export function openPlain(file: string, lenient = false): Engine {
  const database = new DatabaseSync(file, { timeout: 1000, defensive: !lenient });
  return {
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return {
        run: (...params) => Number(statement.run(...params).changes),
        get: (...params) => asRows<Row | undefined>(statement.get(...params)),
        all: (...params) => asRows<Row[]>(statement.all(...params)),
      };
    },
  };
}

/**
 * libsql: the same SQLite with AES-256-CBC over every page of the file and of its log. Loaded only when a key is set.
 * The key must be known to be the right one (see page-key): libsql can't tell before it writes.
 */
export async function openEncrypted(file: string, key: string): Promise<Engine> {
  const { default: Database } = await import('libsql');
  // Its type declarations lack the two options of encryption.
  const options = { timeout: 1000, encryptionCipher: 'aes256cbc', encryptionKey: key };
  const database = new Database(file, options);
  return {
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
    prepare(sql) {
      const make = () => {
        const statement = database.prepare(sql);
        if (statement.reader) statement.raw(true);
        return statement;
      };
      let statement: ReturnType<typeof make> | null = make();
      // One that has failed stays at its failure for ever: the next call gets a new one.
      const use = <T>(call: (statement: ReturnType<typeof make>) => T): T => {
        const current = statement ?? make();
        statement = null;
        const answer = call(current);
        statement = current;
        return answer;
      };
      // Always one array: a single blob given alone would be taken for named parameters.
      return {
        run: (...params) => use((current) => current.run(params).changes),
        get: (...params) => use((current) => current.get(params) as Row | undefined),
        all: (...params) => use((current) => current.all(params) as Row[]),
      };
    },
  };
}

/** Whether a value would have exceeded the 1 GB that SQLite allows; the two implementations name the code differently. */
export function isTooBig(cause: unknown): boolean {
  const { errcode, code } = cause as { errcode?: unknown; code?: unknown };
  return errcode === 18 || code === 'SQLITE_TOOBIG';
}

/** Node types its rows as objects; with setReturnArrays they are arrays. */
function asRows<T>(rows: unknown): T {
  return rows as T;
}

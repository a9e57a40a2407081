import {
  type Db,
  type DbOptions,
  type Document,
  MongoClient,
  type MongoClientOptions,
  ReadConcern,
  UUID,
} from 'mongodb';
import { type Retention, retentionOf } from './collection-retention.ts';

/**
 * The document database as code outside of this package may hold it: something to hand to an operation that names an
 * organization. What it wraps is reached only by the gateway, by migrations and by the doctor.
 */
export class DocumentDatabase {
  readonly #native: Db;
  readonly retention: Retention;

  constructor(native: Db, retention: Retention) {
    this.#native = native;
    this.retention = retention;
  }

  static nativeOf(database: DocumentDatabase): Db {
    return database.#native;
  }
}

export const { nativeOf } = DocumentDatabase;

/** The connection of one server process to the document store. */
export interface Documents {
  readonly db: DocumentDatabase;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DocumentOptions {
  /** Days that documents are kept, by collection; only shorter than what the collection is defined with. */
  retention?: Readonly<Record<string, number>>;
  /** Whether documents are archived before they go; left out by who does not decide that. */
  archives?: boolean | undefined;
}

/** Longest run of a read on the server; a socket must stay silent for longer before it is given up. */
export const longestReadMs = 30_000;

/**
 * Limits of a connection, each of them overridden by the same option in the URI. `timeoutMS` is not among them: the
 * driver made it a no-op after its timeouts had handed answers to the wrong caller, and names these instead.
 */
const connectionLimits = {
  maxPoolSize: 20,
  maxConnecting: 4,
  maxIdleTimeMS: 300_000,
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 10_000,
  socketTimeoutMS: longestReadMs + 15_000,
  // The driver retries where the topology can tell a repeated write (replica set, sharded cluster); a standalone cannot.
  retryWrites: true,
  retryReads: true,
} as const satisfies MongoClientOptions;

/** Options for the driver: our limits, without those that the URI sets itself. */
export function connectionOptions(uri: string): MongoClientOptions {
  const query = uri.split('?')[1] ?? '';
  const given = new Set(query.split('&').map((part) => part.split('=')[0]?.toLowerCase()));
  const limits = Object.entries(connectionLimits).filter(([name]) => !given.has(name.toLowerCase()));
  return { appName: 'songtrackpro', ignoreUndefined: true, ...Object.fromEntries(limits) };
}

/**
 * Acknowledgement by what answers: a majority where there are several members, so that an election cannot take back
 * what was acknowledged; the journal of a standalone, so that a killed process or a power failure cannot.
 */
export function concernsOf(hello: Document): DbOptions {
  const replicated = typeof hello.setName === 'string' || hello.msg === 'isdbgrid';
  if (!replicated) return { writeConcern: { w: 1, journal: true } };
  return { readConcern: new ReadConcern('majority'), writeConcern: { w: 'majority' } };
}

/** Opens the document store; rejects within five seconds when it cannot be reached. */
export async function openDocuments(uri: string, options: DocumentOptions = {}): Promise<Documents> {
  const retention = retentionOf(options.retention ?? {}, options.archives ?? null);
  const client = new MongoClient(uri, connectionOptions(uri));
  try {
    await client.connect();
    const hello = await client.db().command({ hello: 1 });
    const native = client.db(undefined, concernsOf(hello));
    return {
      db: new DocumentDatabase(native, retention),
      ping: async () => void (await native.command({ ping: 1 })),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

export const toUuid = (id: string): UUID => new UUID(id);
/** From its 16 bytes. */
export const uuidOf = (bytes: Uint8Array): UUID => new UUID(bytes);
export const toUuidOrNull = (id: string | null): UUID | null => (id === null ? null : new UUID(id));

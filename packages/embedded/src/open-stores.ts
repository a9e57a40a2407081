import type { Socket } from 'node:net';
import { type DataFolder, prepareDataFolder } from './data-folder.ts';
import type { DocumentStoreKind } from './document-store-kind.ts';
import { EmbeddedStoreError } from './errors.ts';
import { requireMongod } from './find-mongod.ts';
import { readAddress } from './keeper/address.ts';
import { type OpenRequest, PROTOCOL } from './keeper/protocol.ts';
import { connectTo, endLease, requestLease } from './lease.ts';
import { DATABASE_NAME } from './postgres/database.ts';
import { startKeeper } from './start-keeper.ts';

export interface OpenStoresOptions {
  /** Created when missing. Programs that name the same folder share its stores. */
  dataDir: string;
  /** Default true. */
  postgres?: boolean;
  /** Default true. */
  documents?: boolean;
  /**
   * Who keeps the documents; default `embedded`. With `mongod` it is the one on the PATH, which runs for as long as the
   * stores do. A data folder keeps to the kind that it began with.
   */
  documentStore?: DocumentStoreKind;
  /** PostgreSQL database to connect to, created when missing: letters, digits and `_`. Default `songtrackpro`. */
  database?: string;
  /** Receives a line for each step that a person may want to know of. */
  onProgress?: (line: string) => void;
}

export interface EmbeddedStores {
  /** The database's URL for its owner, for postgres.js, node-postgres and libpq; undefined when not asked for. */
  postgresUrl: string | undefined;
  /** A `mongodb://` URI for the official driver and mongoose; undefined when not asked for. */
  documentsUri: string | undefined;
  /** This data folder's random secret: 32 bytes as base64url. For deriving further secrets; never sent anywhere. */
  secret: string;
  /** True when the stores were run already, for another program. */
  joined: boolean;
  /**
   * Gives this program's lease back. The stores stop when the last lease is gone, whoever started them; for the last
   * one this resolves after that. A program that dies gives its lease back by dying.
   */
  close(): Promise<void>;
}

// Each turn either ends or has seen a keeper leave; so many in a row means that keepers die as they start.
const ATTEMPTS = 20;

/**
 * Starts the stores of a data folder or joins them when they run.
 * @throws {EmbeddedStoreError} when that isn't possible; its message says what to do.
 */
export async function openStores(options: OpenStoresOptions): Promise<EmbeddedStores> {
  const { dataDir, postgres = true, documents = true, database = 'songtrackpro', onProgress = () => {} } = options;
  if (!DATABASE_NAME.test(database)) {
    throw new RangeError(
      `"${database}" can't be the database's name: use letters, digits and _, at most 63, no digit first.`,
    );
  }
  // Looked for before anything is made: without it there is nothing to start.
  const mongod = documents && options.documentStore === 'mongod' ? { mongod: await requireMongod() } : {};
  const { folder, secret } = await prepareDataFolder(dataDir);
  const request: OpenRequest = { protocol: PROTOCOL, postgres, documents, ...mongod, database };
  let joined = true;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const socket = await connectToKeeper(folder);
    if (socket === undefined) {
      joined = !(await startKeeper(folder, onProgress));
      continue;
    }
    const ready = await requestLease(socket, request, onProgress);
    if (ready === undefined) continue;
    const { postgresUrl, documentsUri } = ready;
    return { postgresUrl, documentsUri, secret, joined, close: () => endLease(socket) };
  }
  throw new EmbeddedStoreError(
    'in_use',
    `The keeper of ${folder.root} ended again and again while it was asked for the stores. ${folder.logs} says why.`,
  );
}

async function connectToKeeper(folder: DataFolder): Promise<Socket | undefined> {
  const path = await readAddress(folder);
  return path === undefined ? undefined : connectTo(path);
}

/** Whole objects by key: where an archive lies, or the PDFs of invoices. */
export interface ObjectStorage {
  /** Writes an object, over one that is there; it outlives a power failure when this resolves. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Keys that begin with the prefix, in their order. */
  list(prefix: string): AsyncIterable<string>;
  /** May be repeated. */
  remove(key: string): Promise<void>;
}

/** The storage can't be reached, or refuses; its message says where and why, and never with which key. */
export class ObjectStorageError extends Error {
  override name = 'ObjectStorageError';
}

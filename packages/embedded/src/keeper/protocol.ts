import { type EmbeddedStoreErrorCode, isErrorCode } from '../errors.ts';

/** Raised when messages change: a program and a running keeper of different versions must not misread each other. */
export const PROTOCOL = 2;

/** The first and only message of a program. The connection is its lease and lasts as long as the program wants it. */
export interface OpenRequest {
  protocol: number;
  postgres: boolean;
  documents: boolean;
  /** The mongod to keep the documents with, found by the program; without it the embedded document server. */
  mongod?: string;
  database: string;
}

export type KeeperMessage =
  | { type: 'progress'; line: string }
  | { type: 'ready'; postgresUrl?: string; documentsUri?: string }
  | { type: 'failed'; code: EmbeddedStoreErrorCode; message: string };

/** What a process that was started as a keeper says on its stdout, once. */
export type StartReport = { type: 'listening' } | { type: 'present' } | Extract<KeeperMessage, { type: 'failed' }>;

export function parseOpenRequest(value: unknown): OpenRequest | undefined {
  const { protocol, postgres, documents, mongod, database } = fields(value);
  if (typeof protocol !== 'number' || typeof database !== 'string') return undefined;
  const stores = { postgres: postgres === true, documents: documents === true };
  return { protocol, database, ...stores, ...(typeof mongod === 'string' ? { mongod } : {}) };
}

export function parseKeeperMessage(value: unknown): KeeperMessage | undefined {
  const { type, line, postgresUrl, documentsUri } = fields(value);
  if (type === 'progress' && typeof line === 'string') return { type, line };
  if (type === 'ready') {
    return {
      type,
      ...(typeof postgresUrl === 'string' ? { postgresUrl } : {}),
      ...(typeof documentsUri === 'string' ? { documentsUri } : {}),
    };
  }
  return parseFailed(value);
}

export function parseStartReport(value: unknown): StartReport | undefined {
  const { type } = fields(value);
  return type === 'listening' || type === 'present' ? { type } : parseFailed(value);
}

function parseFailed(value: unknown): Extract<KeeperMessage, { type: 'failed' }> | undefined {
  const { type, code, message } = fields(value);
  if (type !== 'failed' || !isErrorCode(code) || typeof message !== 'string') return undefined;
  return { type, code, message };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

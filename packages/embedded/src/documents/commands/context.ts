import type { Request } from '../protocol/messages.ts';
import type { Doc } from '../query/values.ts';
import type { Store } from '../storage/store.ts';
import type { Backup } from './backup.ts';
import type { Cursors } from './cursors.ts';
import type { Expiry } from './expire-documents.ts';
import type { Credentials, ScramConversation } from './scram.ts';
import type { Sessions } from './sessions.ts';
import type { WriteGate } from './write-gate.ts';

/** What the commands of one server share. */
export interface Server {
  store: Store;
  cursors: Cursors;
  sessions: Sessions;
  expiry: Expiry;
  /** Everything that may write passes here. */
  writes: WriteGate;
  backup: Backup;
  /** Whom connections must prove to be; undefined where they needn't. */
  credentials: Credentials | undefined;
  /** How many clients are connected. */
  connections: () => number;
  /** When the server started. */
  started: Date;
  now: () => Date;
}

/** One client connection's state. */
export interface Client {
  id: number;
  /** Who it has proved to be. */
  user: string | undefined;
  /** The authentication under way; `proven` when only the client's empty last message is missing. */
  conversation: { scram: ScramConversation; skipEmptyExchange: boolean; proven: boolean } | undefined;
}

export interface CommandContext {
  server: Server;
  client: Client;
  db: string;
  body: Doc;
  request: Request;
}

/** A reply document, or its bytes where documents went through undecoded. */
export type Reply = Doc | Buffer;
export type Command = (context: CommandContext) => Reply | Promise<Reply>;

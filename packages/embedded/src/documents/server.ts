import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { Backup } from './commands/backup.ts';
import type { Client, Server } from './commands/context.ts';
import { Cursors } from './commands/cursors.ts';
import { dispatch } from './commands/dispatch.ts';
import { Expiry } from './commands/expire-documents.ts';
import { type Account, deriveCredentials, MECHANISM, SOURCE } from './commands/scram.ts';
import { Sessions } from './commands/sessions.ts';
import { WriteGate } from './commands/write-gate.ts';
import { Connection } from './protocol/connection.ts';
import { StartError } from './storage/start-error.ts';
import { Store } from './storage/store.ts';

export interface ServerOptions {
  /** The data folder; created if missing. */
  folder: string;
  /** Where to listen: a Unix socket's path, or a port on loopback (0 for a free one), where an account may be asked for. */
  listen: { socket: string } | { port: number; account?: Account | undefined };
  /** Encrypts what lies on disk; without it files are plain. */
  encryptionKey?: string | undefined;
}

export interface RunningServer {
  uri: string;
  close(): Promise<void>;
}

/** Opens the store and listens; the store's lock makes sure that only one server does so on a folder. */
export async function startServer({ folder, listen, encryptionKey }: ServerOptions): Promise<RunningServer> {
  const account = 'port' in listen ? listen.account : undefined;
  const credentials = account && (await deriveCredentials(account));
  const store = await Store.open(folder, encryptionKey);
  const now = () => new Date();
  const writes = new WriteGate();
  const sockets = new Set<Socket>();
  const server: Server = {
    store,
    cursors: new Cursors(now),
    sessions: new Sessions(now),
    expiry: new Expiry(store, writes, now),
    writes,
    backup: new Backup(store, writes),
    credentials,
    connections: () => sockets.size,
    started: now(),
    now,
  };
  let clients = 0;
  const net = createServer((socket) => {
    const client: Client = { id: ++clients, user: undefined, conversation: undefined };
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => {
      sockets.delete(socket);
      server.backup.end(client.id);
    });
    new Connection(socket, (request) => dispatch(server, client, request));
  });
  try {
    await bind(net, listen);
  } catch (cause) {
    await server.expiry.close();
    await store.close();
    throw cause;
  }
  return {
    uri:
      'socket' in listen
        ? `mongodb://${encodeURIComponent(listen.socket)}`
        : loopbackUri((net.address() as AddressInfo).port, account),
    async close() {
      server.cursors.close();
      const closed = new Promise<void>((resolve) => net.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await server.expiry.close();
      await store.close();
    },
  };
}

function loopbackUri(port: number, account: Account | undefined): string {
  if (!account) return `mongodb://127.0.0.1:${port}`;
  const [user, password] = [account.user, account.password].map(encodeURIComponent);
  return `mongodb://${user}:${password}@127.0.0.1:${port}/?authMechanism=${MECHANISM}&authSource=${SOURCE}`;
}

/** Clients that may wait to be accepted; on a Unix socket one more is refused at once. */
const BACKLOG = 4096;

function bind(net: NetServer, listen: ServerOptions['listen']): Promise<void> {
  return new Promise((resolve, reject) => {
    net.once('error', (cause: NodeJS.ErrnoException) => {
      const where = 'socket' in listen ? listen.socket : `port ${listen.port}`;
      reject(new StartError('listen_failed', `The document server can't listen on ${where}: ${cause.message}`));
    });
    const ready = () => {
      if ('socket' in listen) chmodSync(listen.socket, 0o600);
      resolve();
    };
    if ('socket' in listen) {
      // Whoever holds the store's lock owns the socket: one that lies here was left by a killed server.
      if (lstatSync(listen.socket, { throwIfNoEntry: false })?.isSocket()) rmSync(listen.socket);
      net.listen({ path: listen.socket, backlog: BACKLOG }, ready);
    } else {
      net.listen({ port: listen.port, host: '127.0.0.1', backlog: BACKLOG }, ready);
    }
  });
}

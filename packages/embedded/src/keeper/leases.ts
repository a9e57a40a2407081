import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { asStoreError, EmbeddedStoreError } from '../errors.ts';
import { onMessage, send } from '../line-stream.ts';
import type { Progress } from './managed-store.ts';
import { type OpenRequest, PROTOCOL, parseOpenRequest } from './protocol.ts';

export interface Opened {
  postgresUrl?: string;
  documentsUri?: string;
}

export interface LeaseServer {
  /** Resolves when nobody has held a lease for the grace period. From then on no new one is given. */
  unused: Promise<void>;
  /** Takes no new lease from now on. */
  refuse(): void;
  /** Lets the programs go that wait for the stores to stop, and everybody else. */
  dismiss(): void;
}

// A program that hands over to the next (close, then open) shouldn't pay for a stop and a start.
const GRACE_MS = 150;
const FIRST_LEASE_MS = 10_000;

/**
 * A lease is a connection: it begins with a request and ends when the program's side closes, in whatever way it dies.
 * The connection of the last program to leave stays half open until the stores have stopped.
 */
export async function serveLeases(
  path: string,
  open: (request: OpenRequest, progress: Progress) => Promise<Opened>,
): Promise<LeaseServer> {
  const holders = new Set<Socket>();
  const leaving = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, accept);
  const unused = Promise.withResolvers<void>();
  let grace = setTimeout(retire, FIRST_LEASE_MS);

  function accept(socket: Socket): void {
    clearTimeout(grace);
    holders.add(socket);
    for (const gone of leaving) gone.end();
    leaving.clear();
    let asked = false;
    socket.on('error', () => socket.destroy());
    socket.once('end', () => leave(socket)).once('close', () => leave(socket));
    onMessage(socket, (message) => {
      if (!asked) answer(socket, message);
      asked = true;
    });
  }

  function leave(socket: Socket): void {
    if (!holders.delete(socket)) return;
    if (holders.size > 0) {
      socket.end();
      return;
    }
    leaving.add(socket);
    clearTimeout(grace);
    grace = setTimeout(retire, GRACE_MS);
  }

  async function answer(socket: Socket, message: unknown): Promise<void> {
    try {
      const request = parseOpenRequest(message);
      if (request?.protocol !== PROTOCOL) throw new EmbeddedStoreError('in_use', OTHER_VERSION);
      const opened = await open(request, (line) => send(socket, { type: 'progress', line }));
      send(socket, { type: 'ready', ...opened });
    } catch (error) {
      const { code, message } = asStoreError('in_use', "The keeper couldn't open the stores", error);
      send(socket, { type: 'failed', code, message });
    }
  }

  function retire(): void {
    refuse();
    unused.resolve();
  }

  function refuse(): void {
    clearTimeout(grace);
    server.close();
  }

  server.listen(path);
  await once(server, 'listening');
  return {
    unused: unused.promise,
    refuse,
    dismiss: () => {
      for (const socket of [...leaving, ...holders]) socket.end();
    },
  };
}

const OTHER_VERSION =
  'Programs of another version use this data folder. Stop them, or update both to one version, then start again.';

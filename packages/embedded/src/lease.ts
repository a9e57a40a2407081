import { connect, type Socket } from 'node:net';
import { EmbeddedStoreError } from './errors.ts';
import { type KeeperMessage, type OpenRequest, parseKeeperMessage } from './keeper/protocol.ts';
import { onMessage, send } from './line-stream.ts';

type Ready = Extract<KeeperMessage, { type: 'ready' }>;

/** Connects to a keeper; undefined when none listens there any more. */
export async function connectTo(path: string): Promise<Socket | undefined> {
  const socket = connect(path);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.on('error', () => resolve(false)).once('connect', () => resolve(true));
  return (await promise) ? socket : undefined;
}

/** Asks for the stores over a new connection; undefined when the keeper left instead of answering. */
export async function requestLease(
  socket: Socket,
  request: OpenRequest,
  onProgress: (line: string) => void,
): Promise<Ready | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Ready | undefined>();
  socket.once('close', () => resolve(undefined));
  onMessage(socket, (value) => {
    const message = parseKeeperMessage(value);
    if (message?.type === 'progress') onProgress(message.line);
    if (message?.type === 'ready') resolve(message);
    if (message?.type === 'failed') reject(new EmbeddedStoreError(message.code, message.message));
  });
  send(socket, request);
  try {
    const ready = await promise;
    // A lease mustn't keep a program alive that has nothing else to do.
    socket.unref();
    return ready;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Gives the lease back; resolves when the keeper has let us go, for the last one after both stores have stopped. */
export async function endLease(socket: Socket): Promise<void> {
  if (socket.closed) return;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.ref();
  socket.end();
  await closed;
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const hostOf = (url: string) => decodeURIComponent(/:\/\/(?:[^@/]*@)?([^/?]*)/.exec(url)?.[1] ?? '');

/** Where the store of a URL listens: a socket of this machine, or host and port. */
function addressOf(url: string): NetConnectOpts {
  const isPostgres = url.startsWith('postgres');
  const host = hostOf(url);
  if (host.startsWith('/')) return { path: isPostgres ? `${host}/.s.PGSQL.5432` : host };
  const [name = '', port] = host.split(':');
  return { host: name, port: Number(port ?? (isPostgres ? 5432 : 27_017)) };
}

/**
 * Stands between a server and one store, and does what networks and stores do: it refuses, keeps silent, or is slow. What it
 * carries it never changes.
 */
export class FaultProxy {
  readonly #upstream: NetConnectOpts;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  #delayMs = 0;

  private constructor(upstream: NetConnectOpts) {
    this.#upstream = upstream;
  }

  /** In front of the store that the URL names. */
  static async before(url: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(addressOf(url));
    await proxy.comeBack();
    return proxy;
  }

  /** The URL with this proxy in place of the store. */
  urlOf(url: string): string {
    return url.replace(/^([a-z]+:\/\/(?:[^@/]*@)?)[^/?]*/, `$1127.0.0.1:${this.#port}`);
  }

  /** Every connection breaks, and new ones are refused. */
  async goAway(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** At the same port as before. */
  async comeBack(): Promise<void> {
    const server = createServer((socket) => this.#join(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Connections stay and new ones are taken, but nothing comes through until `speak`. */
  fallSilent(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open = promise;
    this.#release = resolve;
  }

  speak(): void {
    this.#release();
  }

  /** Each part of what is sent, either way, takes so long. */
  slowDown(milliseconds: number): void {
    this.#delayMs = milliseconds;
  }

  async close(): Promise<void> {
    this.speak();
    await this.goAway();
  }

  #join(near: Socket): void {
    const far = connect(this.#upstream);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      let turn = Promise.resolve();
      socket.on('data', (part) => {
        turn = turn.then(async () => {
          await this.#open;
          if (this.#delayMs > 0) await sleep(this.#delayMs);
          if (!other.destroyed) other.write(part);
        });
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}

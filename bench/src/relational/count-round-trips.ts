import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs work whose connections go through a relay, and counts how often a client speaks after the server has spoken: the
 * round trips on the wire, whatever the driver says it does. `target` is the server's socket path.
 */
export async function countRoundTrips(
  target: string,
  work: (socketFolder: string, counter: { start(): void; stop(): void }) => Promise<void>,
): Promise<number> {
  // The driver takes a host with a comma in it for the folder of a socket as it stands, comma included.
  const folder = `${await mkdtemp(join(tmpdir(), 'stp-relay-'))},`;
  await mkdir(folder);
  let trips = 0;
  let counting = false;
  const relay = createServer((client) => {
    const server = connect(target);
    let clientSpokeLast = false;
    client.on('data', (bytes) => {
      if (counting && !clientSpokeLast) trips += 1;
      clientSpokeLast = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      clientSpokeLast = false;
      client.write(bytes);
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => relay.listen(join(folder, '.s.PGSQL.5432'), resolve));
  try {
    await work(folder, {
      start: () => {
        counting = true;
      },
      stop: () => {
        counting = false;
      },
    });
    return trips;
  } finally {
    await new Promise((resolve) => relay.close(resolve));
    for (const path of [folder, folder.slice(0, -1)]) await rm(path, { recursive: true, force: true });
  }
}

import { createServer } from 'node:net';

/**
 * A port that is free at this moment. Workers are then all told the same one: with 0 each would keep the first one's port
 * only for as long as any of them lives.
 */
export async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, host, resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('a listening server has an address');
}

import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { applyFault, type Faults } from './faults.ts';

export interface FakeListener {
  url: string;
  close(): Promise<void>;
}

/** A fake provider on this machine's own address. Faults meet a request before the provider sees it. */
export async function listenFake(
  fetch: (request: Request) => Response | Promise<Response>,
  faults: Faults,
  port = 0,
): Promise<FakeListener> {
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer(async (request, response) => {
    const fault = faults.take(request);
    if (fault === null || (await applyFault(fault, request, response))) await answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

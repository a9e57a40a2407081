import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorCode, errorCatalogue, errorCodes, isRepeatedBySdk } from '@songtrackpro/contracts';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, expect, test } from 'vitest';
import { exampleOfError } from '../openapi/error-answers.ts';

/** Calls that came, by the code that they are answered with. */
const calls = new Map<string, number>();

// A server that answers nothing but one error, named in the key.
const server = createServer((request, response) => {
  const code = (request.headers.authorization ?? '').replace('Bearer ', '') as ErrorCode;
  calls.set(code, (calls.get(code) ?? 0) + 1);
  const { status } = errorCatalogue[code];
  response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '0' }) });
  // Without the seconds that its example asks to wait.
  response.end(JSON.stringify(exampleOfError(code)).replace('"retryAfterSeconds":12', '"retryAfterSeconds":0'));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => server.close());
const { port } = server.address() as AddressInfo;

test('the SDK sends a call again for exactly the codes whose page says so', async () => {
  const call = async (code: ErrorCode) => {
    const client = new SongTrackPro({ apiKey: code, baseUrl: `http://127.0.0.1:${port}`, retries: 1 });
    await client.artists.list().then(
      () => undefined,
      () => undefined,
    );
  };
  await Promise.all(errorCodes.map(call));
  expect(errorCodes.filter((code) => calls.get(code) === 2)).toEqual(errorCodes.filter(isRepeatedBySdk));
  expect([...calls.values()].every((count) => count === 1 || count === 2)).toBe(true);
});

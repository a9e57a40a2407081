import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { ConnectionError, SongTrackPro, SongTrackProError, TimeoutError } from '@songtrackpro/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { cert, key } from './certificate.ts';
import { answerData, faultOf, openRawServer } from './raw-server.ts';

const at = (baseUrl: string, retries = 0) => new SongTrackPro({ baseUrl, apiKey: 'key', retries });

test('a server that does not listen is told from everything else, with its address and what to do', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => gone.once('listening', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const error = await faultOf(at(`http://127.0.0.1:${port}`).organizations.me());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({
    code: 'connection',
    status: null,
    message: `Nothing listens at http://127.0.0.1:${port}. Start the server, or correct its address.`,
    details: { reason: 'refused', cause: 'ECONNREFUSED' },
  });
});

test('a name that DNS does not know is said to be one', async () => {
  const error = await faultOf(at('http://songtrackpro.invalid').organizations.me());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({
    message: expect.stringMatching(/songtrackpro\.invalid is not known to DNS\. Correct the server’s address/),
    details: { reason: 'name_not_found' },
  });
});

test('a certificate that nobody vouches for is named, and the call is not sent again', async () => {
  let connections = 0;
  const server = createTlsServer({ cert, key }, (_, answer) => answer.end()).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const error = await faultOf(at(`https://127.0.0.1:${port}`, 2).organizations.me());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({
    message: expect.stringMatching(
      /certificate of https:.* is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA/,
    ),
    details: { reason: 'certificate' },
  });
  expect(connections).toBe(1);
});

test('https to a server without TLS is answered with what to change', async () => {
  const { url } = await openRawServer((_, answer) => answer.end());
  const error = await faultOf(at(url.replace('http:', 'https:'), 2).organizations.me());
  expect(error).toMatchObject({
    code: 'connection',
    message: expect.stringMatching(/doesn’t speak TLS\. Write http:\/\/ in its address/),
    details: { reason: 'no_tls' },
  });
});

test('a platform that does not tell why, as browsers do, gets the causes that are left', async () => {
  const client = new SongTrackPro({
    baseUrl: 'http://127.0.0.1:4000',
    retries: 0,
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  });
  const error = await faultOf(client.organizations.me());
  expect(error).toMatchObject({ message: expect.stringMatching(/CORS_ORIGINS/), details: { reason: 'unknown' } });
});

test('a server that says nothing ends each try after its time, and the call after its tries', async () => {
  const { client, requests } = await openRawServer(() => {});
  const error = await faultOf(client({ timeoutMs: 40 }).organizations.me({ retries: 1 }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ message: expect.stringMatching(/No answer came within 0\.04 s.*`timeoutMs`/) });
  expect(requests).toHaveLength(2);
});

test('a call that another server answers meanwhile succeeds at its next try', async () => {
  const { client, requests } = await openRawServer((request, answer, count) => {
    if (count === 1) request.socket.destroy();
    else answerData(answer, { organization: { id: 'o' } });
  });
  expect(await client().organizations.me()).toMatchObject({ organization: { id: 'o' } });
  expect(requests).toHaveLength(2);
});

test('a subscription that was never open gives up after its tries instead of trying for ever', async () => {
  const { client, requests } = await openRawServer((request) => request.socket.destroy());
  const error = await faultOf(client({ retries: 1 }).metrics.watch().next());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(requests).toHaveLength(2);
});

test.each(['127.0.0.1:4000', '', 'ftp://127.0.0.1', '/api'])(
  'the address %j is refused before the first call',
  (baseUrl) => {
    expect(() => at(baseUrl)).toThrow(/^baseUrl must be an address such as https:/);
  },
);

test('an error is always one of the SDK, whatever fetch throws', async () => {
  const client = new SongTrackPro({ baseUrl: 'http://a', retries: 0, fetch: () => Promise.reject('a word') });
  expect(await faultOf(client.organizations.me())).toBeInstanceOf(SongTrackProError);
});

import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../conformance/start-server.ts';

afterAll(removeServers);

const account = { DOCUMENTS_USER: 'owner', DOCUMENTS_PASSWORD: 'secret' };

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess({ env: account });
});
afterAll(() => server.stop());

test('a server on a Unix socket asks nobody for a password, and says so to who brings one', async () => {
  const client = new MongoClient(server.uri);
  expect(server.uri).not.toContain('@');
  await client.db('open').collection('a').insertOne({ n: 1 });
  expect(await client.db('admin').command({ hello: 1, saslSupportedMechs: 'admin.owner' })).not.toHaveProperty(
    'saslSupportedMechs',
  );
  await client.close();
  const named = new MongoClient(server.uri, { auth: { username: 'owner', password: 'secret' } });
  await expect(named.connect()).rejects.toMatchObject({ code: 18, message: expect.stringContaining('no users') });
  await named.close();
});

const listen = ['--port', '0', '--auth'];

test.each([
  ['no user', { listen, env: { ...account, DOCUMENTS_USER: '' } }, /--auth needs DOCUMENTS_USER/],
  ['no password', { listen, env: { ...account, DOCUMENTS_PASSWORD: '' } }, /--auth needs DOCUMENTS_PASSWORD/],
  ['a letter beyond ASCII', { listen, env: { ...account, DOCUMENTS_PASSWORD: 'sécret' } }, /printable ASCII/],
  ['a control character', { listen, env: { ...account, DOCUMENTS_USER: 'own\ner' } }, /printable ASCII/],
  ['a socket', { listen: ['--socket', 'documents.sock', '--auth'], env: account }, /--auth goes with --port/],
])('a server that is to ask for a password refuses to start with %s', async (_, options, message) => {
  await expect(startServerProcess({ ...options, folder: server.folder })).rejects.toThrow(message);
});

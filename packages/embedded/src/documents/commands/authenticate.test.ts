import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { Binary, type Document, MongoClient, type MongoClientOptions } from 'mongodb';
import mongoose, { Schema } from 'mongoose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

// Everything that has a meaning in a URI or in a SCRAM message.
const USER = 'own=er, of@all/';
const PASSWORD = 'p@ss:w/o?r#d[]%41&= ,"';
const listen = ['--port', '0', '--auth'];

let server: ServerProcess;
let address: string;
const clients: MongoClient[] = [];

beforeAll(async () => {
  server = await startServerProcess({ listen, env: { DOCUMENTS_USER: USER, DOCUMENTS_PASSWORD: PASSWORD } });
  address = `mongodb://${server.uri.split('@').at(-1)}`.replace(/\?.*/, '');
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(() => server.stop());

function clientOf(uri: string, options: MongoClientOptions = {}): MongoClient {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000, ...options });
  clients.push(client);
  return client;
}

const loginAs = (username: string, password: string, options: MongoClientOptions = {}) =>
  clientOf(address, { auth: { username, password }, ...options }).connect();

/** What a promise is refused with, without the text of its stack. */
async function refusalOf(promise: Promise<unknown>): Promise<Document> {
  const error = await promise.then(
    () => expect.fail('it was let through'),
    (cause: unknown) => cause,
  );
  const { name, code, codeName, message } = error as Document;
  return { name, code, codeName, message };
}

test('the ready line tells user, password and mechanism, encoded for a URI', () => {
  const { username, password, searchParams } = new URL(server.uri);
  expect([decodeURIComponent(username), decodeURIComponent(password)]).toEqual([USER, PASSWORD]);
  expect(Object.fromEntries(searchParams)).toEqual({ authMechanism: 'SCRAM-SHA-256', authSource: 'admin' });
});

test('the right password opens every connection of a pool', async () => {
  const client = clientOf(server.uri, { minPoolSize: 4, maxPoolSize: 4 });
  const ready = new Set<number | string>();
  const filled = new Promise<void>((resolve) => {
    client.on('connectionReady', ({ connectionId }) => {
      if (ready.add(connectionId).size === 4) resolve();
    });
  });
  const numbers = client.db('pool').collection<{ n: number }>('numbers');
  await numbers.insertOne({ n: 0 });
  await filled;
  await Promise.all(Array.from({ length: 20 }, (_, n) => numbers.insertOne({ n: n + 1 })));
  expect(await numbers.countDocuments()).toBe(21);
  expect(await client.db('admin').command({ connectionStatus: 1 })).toMatchObject({
    authInfo: { authenticatedUsers: [{ user: USER, db: 'admin' }] },
  });
});

test('a client that names no mechanism finds it by asking for saslSupportedMechs', async () => {
  const client = await loginAs(USER, PASSWORD);
  expect(await client.db('admin').command({ hello: 1, saslSupportedMechs: `admin.${USER}` })).toMatchObject({
    saslSupportedMechs: ['SCRAM-SHA-256'],
  });
});

test('mongoose works with the URI as it is', async () => {
  const connection = await mongoose.createConnection(server.uri, { dbName: 'mongoose' }).asPromise();
  const Track = connection.model('Track', new Schema({ title: { type: String, unique: true } }));
  await Track.init();
  await Track.create({ title: 'x' });
  await expect(Track.create({ title: 'x' })).rejects.toMatchObject({ code: 11000 });
  await connection.close();
});

test('a wrong password, a wrong user and a wrong database are refused by one and the same error', async () => {
  const wrong = await refusalOf(loginAs(USER, 'guess'));
  expect(wrong).toEqual({
    name: 'MongoServerError',
    code: 18,
    codeName: 'AuthenticationFailed',
    message: 'Authentication failed.',
  });
  expect(await refusalOf(loginAs('nobody', PASSWORD))).toEqual(wrong);
  expect(await refusalOf(loginAs(USER, PASSWORD, { authSource: 'other' }))).toEqual(wrong);
});

test('an unknown user gets the same salt each time, so that it looks like a known one', async () => {
  const admin = clientOf(address, { maxPoolSize: 1 }).db('admin');
  const saltOf = async (user: string) => /,s=([^,]+),i=15000$/.exec(textOf(await firstStep(admin, user)))?.[1];
  const salts = [await saltOf('nobody'), await saltOf('nobody'), await saltOf('somebody'), await saltOf('owner')];
  expect(salts[0]).toHaveLength(40);
  expect(salts[1]).toBe(salts[0]);
  expect(new Set(salts).size).toBe(3);
});

test('without credentials nothing runs but the handshake', async () => {
  const client = clientOf(address);
  const db = client.db('closed');
  for (const command of [
    { find: 'a' },
    { insert: 'a', documents: [{}] },
    { aggregate: 1, pipeline: [], cursor: {} },
    { dropDatabase: 1 },
    { listDatabases: 1 },
    { serverStatus: 1 },
    { endSessions: [] },
    { logout: 1 },
    { noSuchCommand: 1 },
  ]) {
    expect(await refusalOf(db.command(command)), Object.keys(command)[0]).toMatchObject({
      code: 13,
      codeName: 'Unauthorized',
    });
  }
  for (const name of ['hello', 'isMaster', 'ping', 'buildInfo', 'connectionStatus']) {
    expect(await db.command({ [name]: 1 }), name).toMatchObject({ ok: 1 });
  }
  await db.collection('a').insertOne({ n: 1 }, { writeConcern: { w: 0 } });
  await db.command({ ping: 1 });
  expect(await clientOf(server.uri).db('closed').collection('a').countDocuments()).toBe(0);
});

test('a client that wants the empty last exchange is in after it, not before, and out after logout', async () => {
  const admin = clientOf(address, { maxPoolSize: 1 }).db('admin');
  const steps = await proofOf(admin, 'own=3Der=2C of@all/', PASSWORD);
  const proven = await admin.command({ saslContinue: 1, conversationId: 1, payload: steps.proof });
  expect(proven).toMatchObject({ done: false, conversationId: 1 });
  expect(textOf(proven)).toBe(`v=${steps.serverSignature}`);
  await expect(admin.command({ listDatabases: 1 })).rejects.toMatchObject({ code: 13 });
  expect(await admin.command({ saslContinue: 1, conversationId: 1, payload: binary('') })).toMatchObject({
    done: true,
  });
  await admin.command({ listDatabases: 1 });
  await admin.command({ logout: 1 });
  await expect(admin.command({ listDatabases: 1 })).rejects.toMatchObject({ code: 13 });
});

test('a conversation ends with its first mistake, and a proof is worth nothing in another', async () => {
  const admin = clientOf(address, { maxPoolSize: 1 }).db('admin');
  const next = (payload: unknown) => admin.command({ saslContinue: 1, conversationId: 1, payload });
  await expect(next(binary('x'))).rejects.toMatchObject({ code: 17 });
  const { proof } = await proofOf(admin, 'own=3Der=2C of@all/', PASSWORD);
  await firstStep(admin, 'own=3Der=2C of@all/');
  await expect(next(proof)).rejects.toMatchObject({ code: 18 });
  await expect(next(proof)).rejects.toMatchObject({ code: 17 });
  for (const first of [
    '',
    'p=tls-unique,,n=a,r=b',
    'n,,m=x,n=a,r=b',
    'n,,n=a=2D,r=b',
    `n,,n=a,r=${'b'.repeat(5000)}`,
  ]) {
    const started = admin.command({ saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: binary(first) });
    await expect(started, first.slice(0, 20)).rejects.toMatchObject({ code: 18 });
  }
  const text = { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: 'n,,n=a,r=b' };
  await expect(admin.command(text)).rejects.toMatchObject({ code: 14 });
  await expect(loginAs(USER, PASSWORD, { authMechanism: 'SCRAM-SHA-1' })).rejects.toMatchObject({ code: 334 });
  await expect(admin.command({ listDatabases: 1 })).rejects.toMatchObject({ code: 13 });
});

const binary = (text: string) => new Binary(Buffer.from(text));
const textOf = ({ payload }: Document) => Buffer.from((payload as Binary).value()).toString();

const firstStep = (admin: ReturnType<MongoClient['db']>, name: string) =>
  admin.command({ saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: binary(`n,,n=${name},r=clientnonce`) });

/** A client's side by the book (RFC 5802, section 3), apart from the driver's. */
async function proofOf(admin: ReturnType<MongoClient['db']>, name: string, password: string) {
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const first = textOf(await firstStep(admin, name));
  const [, nonce, salt = '', count] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(first) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(count), 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  const withoutProof = `c=biws,r=${nonce}`;
  const exchanged = `n=${name},r=clientnonce,${first},${withoutProof}`;
  const signature = hmac(createHash('sha256').update(clientKey).digest(), exchanged);
  const proof = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
  return {
    proof: binary(`${withoutProof},p=${Buffer.from(proof).toString('base64')}`),
    serverSignature: hmac(hmac(salted, 'Server Key'), exchanged).toString('base64'),
  };
}

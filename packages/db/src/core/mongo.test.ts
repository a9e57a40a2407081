import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { concernsOf, connectionOptions, nativeOf, openDocuments } from './mongo.ts';

test('limits of the connection hold unless the URI sets them itself', () => {
  const options = connectionOptions('mongodb://localhost/songs?maxPoolSize=50&serverselectiontimeoutms=1');
  expect(options).not.toHaveProperty('maxPoolSize');
  expect(options).not.toHaveProperty('serverSelectionTimeoutMS');
  expect(options).toMatchObject({ waitQueueTimeoutMS: 10_000, connectTimeoutMS: 5000, retryWrites: true });
  expect(connectionOptions('mongodb://localhost')).toMatchObject({ maxPoolSize: 20, serverSelectionTimeoutMS: 5000 });
});

test('several members acknowledge by majority, a standalone by its journal', () => {
  const majority = { readConcern: { level: 'majority' }, writeConcern: { w: 'majority' } };
  expect(concernsOf({ setName: 'rs0', isWritablePrimary: true })).toMatchObject(majority);
  expect(concernsOf({ msg: 'isdbgrid' })).toMatchObject(majority);
  expect(concernsOf({ isWritablePrimary: true })).toEqual({ writeConcern: { w: 1, journal: true } });
});

test('the server is asked for what its topology can give', async () => {
  const { documents } = await openTestDocuments();
  expect(nativeOf(documents.db).writeConcern).toMatchObject({ journal: true });
  await documents.ping();
});

test('a store that does not answer is given up within the limit that the URI sets', async () => {
  await expect(openDocuments('mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50')).rejects.toMatchObject({
    name: 'MongoServerSelectionError',
  });
});

test('the database that other code holds opens nothing by itself', async () => {
  const { documents } = await openTestDocuments();
  expect(Object.keys(documents.db)).toEqual(['retention']);
  expect(documents.db).not.toHaveProperty('collection');
});

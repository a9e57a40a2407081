import type { MongoClient } from 'mongodb';
import { errorMismatch, eventsMismatch, runAssertion } from './assertions.ts';
import { Entities, Unsupported } from './entities.ts';
import { equal, mismatch, show } from './match.ts';
import { runOperation } from './operations.ts';
import type { InitialData, Operation, Suite, Test } from './suite.ts';

export type Outcome = { result: 'passed' } | { result: 'failed' | 'skipped'; reason: string };

/** Runs one test with entities of its own against the server at `uri`. */
export async function runTest(suite: Suite, test: Test, uri: string, internal: MongoClient): Promise<Outcome> {
  const entities = new Entities(uri);
  try {
    for (const data of suite.initialData ?? []) await prepare(data, internal);
    await entities.create(suite.createEntities ?? []);
    for (const operation of test.operations) {
      const reason = await step(operation, entities, internal);
      if (reason) return { result: 'failed', reason: `${operation.name}: ${reason}` };
    }
    for (const expected of test.expectEvents ?? []) {
      const reason = eventsMismatch(expected, entities);
      if (reason) return { result: 'failed', reason };
    }
    for (const data of test.outcome ?? []) {
      const reason = await outcomeMismatch(data, internal);
      if (reason) return { result: 'failed', reason };
    }
    return { result: 'passed' };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { result: cause instanceof Unsupported ? 'skipped' : 'failed', reason };
  } finally {
    await entities.close();
  }
}

async function prepare(
  { databaseName, collectionName, documents, createOptions }: InitialData,
  internal: MongoClient,
): Promise<void> {
  const db = internal.db(databaseName);
  await db.dropCollection(collectionName);
  if (documents.length === 0 || createOptions) await db.createCollection(collectionName, createOptions ?? {});
  if (documents.length > 0) await db.collection(collectionName).insertMany(documents.map((doc) => ({ ...doc })));
}

async function step(operation: Operation, entities: Entities, internal: MongoClient): Promise<string | null> {
  const { object, expectError, expectResult, saveResultAsEntity, ignoreResultAndError } = operation;
  if (object === 'testRunner') {
    await runAssertion(operation, entities, internal);
    return null;
  }
  let result: unknown;
  try {
    result = await runOperation(operation, entities);
  } catch (cause) {
    if (cause instanceof Unsupported) throw cause;
    if (ignoreResultAndError) return null;
    if (!expectError) return cause instanceof Error ? cause.message : String(cause);
    return errorMismatch(cause, expectError, entities);
  }
  if (ignoreResultAndError) return null;
  if (expectError) return `expected an error, got ${show(result)}`;
  if (saveResultAsEntity) entities.set(saveResultAsEntity, result);
  if (expectResult === undefined) return null;
  return mismatch(result ?? null, expectResult, (name) => entities.get(name), 'result');
}

async function outcomeMismatch(
  { databaseName, collectionName, documents }: InitialData,
  internal: MongoClient,
): Promise<string | null> {
  const actual = await internal
    .db(databaseName)
    .collection(collectionName)
    .find({}, { sort: { _id: 1 } })
    .toArray();
  return equal(actual, documents) ? null : `outcome: expected ${show(documents)}, got ${show(actual)}`;
}

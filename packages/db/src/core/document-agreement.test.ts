import fc from 'fast-check';
import mongoose from 'mongoose';
import { afterAll, expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { arbitraryDocument, arbitraryMutant } from '../testing/arbitrary-documents.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { collections } from './collection-list.ts';
import { mongooseSchemaOf } from './collection-schema.ts';
import { documentFault } from './document-faults.ts';

const { native } = await openTestDocuments();
const connection = mongoose.createConnection();
afterAll(() => connection.close());

async function serverAccepts(name: string, document: Record<string, unknown>): Promise<boolean> {
  try {
    const stored = await native.collection(name).insertOne({ ...document });
    await native.collection(name).deleteOne({ _id: stored.insertedId });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 121) return false;
    throw error;
  }
}

const accepted = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

for (const collection of collections) {
  const { name, fields } = collection;
  const model = connection.model<unknown>(name, mongooseSchemaOf(collection), name);
  const viaMongoose = (document: object) => accepted(Promise.resolve().then(() => new model(document).validate()));

  test(`${name}: server, mongoose and definition accept every document of the definition`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument(fields), async (document) => {
        expect(documentFault(fields, document)).toBeNull();
        await new model(document).validate();
        expect(await serverAccepts(name, document)).toBe(true);
      }),
      { numRuns: Math.ceil(rounds.properties / 4) },
    );
  });

  test(`${name}: what one of them refuses, all of them refuse`, async () => {
    const outcomes = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(arbitraryMutant(fields), async (document) => {
        const fault = documentFault(fields, document);
        outcomes.add(fault === null);
        const verdicts = { mongoose: await viaMongoose(document), server: await serverAccepts(name, document) };
        expect({ fault, ...verdicts }).toEqual({ fault, mongoose: fault === null, server: fault === null });
      }),
      { numRuns: rounds.properties },
    );
    expect(outcomes.has(false)).toBe(true);
  });
}

import type { Db } from 'mongodb';
import { EmbeddedStoreError } from '../errors.ts';
import {
  type CollectionDefinition,
  createCollection,
  createIndexes,
  readDefinitions,
} from './collection-definition.ts';
import { ContentDigest } from './content-digest.ts';
import { CopyMarks, MARKS } from './copy-marks.ts';
import { insertBatch, readBatches } from './raw-documents.ts';

export interface CopyReport {
  collections: number;
  documents: number;
}

/**
 * Copies a database's collections with options, validators and indexes, and all documents byte by byte; then reads both
 * sides anew and compares number and hash. One that was interrupted goes on where it was. The copy still carries its
 * marks afterwards: `removeMarks` declares it whole. `sourceName` tells the source apart from others.
 */
export async function copyDatabase(
  source: Db,
  target: Db,
  sourceName: string,
  onProgress: (line: string) => void,
): Promise<CopyReport> {
  const marks = await CopyMarks.open(target, sourceName);
  const definitions = await readDefinitions(source, MARKS);
  await dropVanished(target, definitions);
  for (const definition of definitions) {
    if (definition.isView) continue;
    if (await marks.isCopied(definition)) continue;
    await target.dropCollection(definition.name);
    await createCollection(target, definition);
    for await (const batch of readBatches(source, definition.name)) await insertBatch(target, definition.name, batch);
    await marks.setCopied(definition);
    onProgress(`${definition.name} is copied`);
  }
  let documents = 0;
  for (const { name } of definitions.filter(({ isView }) => !isView)) {
    const count = await compare(source, target, name);
    if (count === undefined) {
      await marks.forget(name);
      throw new EmbeddedStoreError(
        'conversion_failed',
        `${name} was changed while it was copied. Stop every program that writes to the source, then start again.`,
      );
    }
    onProgress(`${name}: ${count} documents are the same on both sides`);
    documents += count;
  }
  // Last, because an index with an expiry begins to delete at once, and because one index over all is built faster.
  for (const definition of definitions) await complete(target, definition);
  return { collections: definitions.length, documents };
}

/** What the source has dropped since an interrupted copy. */
async function dropVanished(target: Db, definitions: readonly CollectionDefinition[]): Promise<void> {
  const kept = new Set([MARKS, ...definitions.map(({ name }) => name)]);
  for (const { name } of await target.listCollections({}, { nameOnly: true }).toArray()) {
    if (!kept.has(name) && !name.startsWith('system.')) await target.dropCollection(name);
  }
}

async function complete(target: Db, definition: CollectionDefinition): Promise<void> {
  if (!definition.isView) return createIndexes(target, definition);
  await target.dropCollection(definition.name);
  await createCollection(target, definition);
}

/** The number of documents when both sides have the same ones, else undefined. */
async function compare(source: Db, target: Db, name: string): Promise<number | undefined> {
  const [ours, theirs] = await Promise.all([digest(source, name), digest(target, name)]);
  return ours.count === theirs.count && ours.hash === theirs.hash ? ours.count : undefined;
}

async function digest(db: Db, name: string): Promise<ContentDigest> {
  const content = new ContentDigest();
  for await (const batch of readBatches(db, name)) for (const document of batch) content.add(document);
  return content;
}

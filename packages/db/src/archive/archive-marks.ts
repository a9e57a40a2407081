import type { CollectionName } from '../core/collection.ts';
import { type DocumentDatabase, nativeOf } from '../core/mongo.ts';
import { archiveMarksName } from './documents.ts';

/** How far a collection is archived, by the instant that its documents expire by. */
export interface ArchiveMark {
  /** From here on no document went unarchived. */
  since: Date;
  /** Everything before is in the archive. */
  through: Date;
  /** Where the pass that is under way ends; null where none is. */
  until: Date | null;
}

const marksOf = (db: DocumentDatabase) =>
  nativeOf(db).collection<ArchiveMark & { _id: CollectionName }>(archiveMarksName);

/** Null until the first pass has begun. */
export async function readArchiveMark(db: DocumentDatabase, name: CollectionName): Promise<ArchiveMark | null> {
  const mark = await marksOf(db).findOne({ _id: name });
  return mark && { since: mark.since, through: mark.through, until: mark.until };
}

/**
 * Begins a pass, or goes on with the one that was broken off, whose end stays what it was: so it meets the same documents
 * in the same order and makes the same files. `due` is what has expired by now.
 */
export async function beginArchivePass(
  db: DocumentDatabase,
  name: CollectionName,
  { due, archive }: { due: Date; archive: Date },
): Promise<{ from: Date; until: Date }> {
  const marks = marksOf(db);
  await marks.updateOne(
    { _id: name },
    { $setOnInsert: { since: due, through: new Date(0), until: null } },
    { upsert: true },
  );
  await marks.updateOne({ _id: name, until: null, through: { $lt: archive } }, { $set: { until: archive } });
  const mark = await readArchiveMark(db, name);
  if (!mark) throw new Error(`the archive mark of ${name} is gone`);
  return { from: mark.through, until: mark.until ?? mark.through };
}

export async function endArchivePass(db: DocumentDatabase, name: CollectionName, until: Date): Promise<void> {
  await marksOf(db).updateOne({ _id: name }, { $max: { through: until }, $set: { until: null } });
}

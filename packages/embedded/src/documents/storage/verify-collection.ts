import { asBuffer, type Collection, type LiveIndex } from './collection.ts';

export interface Verification {
  errors: string[];
  keysPerIndex: Record<string, number>;
  records: number;
}

/** Compares what the indexes of a collection hold with what its documents call for, and its count with both. */
export function verifyCollection(collection: Collection): Verification {
  const errors: string[] = [];
  const wanted = new Map<LiveIndex, number>(collection.indexes.map((index) => [index, 0]));
  let records = 0;
  for (const { rid, bytes } of collection.scan()) {
    records += 1;
    for (const [index, keys] of collection.keysIn(asBuffer(bytes))) {
      wanted.set(index, (wanted.get(index) ?? 0) + keys.length);
      const holds = collection.statement(`select 1 from i${index.id} where k = ? and rid = ?`);
      for (const key of keys) if (!holds.get(key, rid)) errors.push(`index ${index.name} lacks a key of record ${rid}`);
    }
  }
  const keysPerIndex: Record<string, number> = {};
  for (const [{ id, name }, count] of wanted) {
    const held = Number(collection.statement(`select count(*) from i${id}`).get()?.[0]);
    keysPerIndex[name] = held;
    if (held !== count) errors.push(`index ${name} holds ${held} keys, the documents call for ${count}`);
  }
  if (records !== collection.count)
    errors.push(`the collection holds ${records} documents, its count says ${collection.count}`);
  return { errors, keysPerIndex, records };
}

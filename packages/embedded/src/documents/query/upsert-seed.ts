import { setAt } from './update-paths.ts';
import { type Doc, isPlainObject } from './values.ts';

/** What an upsert starts from: the fields that its filter fixes to one value; of a replacement only `_id`. */
export function analyzeUpsert(filter: Doc, replacement: boolean): Doc {
  const seed: Doc = {};
  collect(filter, (field, value) => {
    if (!replacement || field === '_id') setAt(seed, field.split('.'), value);
  });
  if (!('_id' in seed)) return seed;
  const { _id, ...rest } = seed;
  return { _id, ...rest };
}

function collect(filter: Doc, fix: (field: string, value: unknown) => void): void {
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isPlainObject(part)) collect(part, fix);
    } else if (field === '$or' && Array.isArray(condition) && condition.length === 1 && isPlainObject(condition[0])) {
      collect(condition[0], fix);
    } else if (field.startsWith('$')) {
      // Other combinations fix nothing.
    } else if (isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$')) {
      const { $eq, $in, $all } = condition;
      if ($eq !== undefined) fix(field, $eq);
      else if (Array.isArray($in) && $in.length === 1) fix(field, $in[0]);
      else if (Array.isArray($all) && $all.length === 1) fix(field, $all[0]);
    } else {
      fix(field, condition);
    }
  }
}

import { CommandError } from '../errors.ts';
import { sizeOf } from '../expressions/accumulators.ts';
import { stringOrder } from '../query/collation.ts';
import { compareKeys, parseSort, sortKey } from '../query/sort.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import { exceeded, PAUSE, STAGE_MEMORY, type StageFactory } from './stage.ts';

export const orderStages: Record<string, StageFactory> = {
  $sort: (argument, { collation }) => {
    if (!isPlainObject(argument) || Object.keys(argument).length === 0)
      throw new CommandError(15976, '$sort stage must have at least one sort key');
    const fields = parseSort(argument);
    const strings = stringOrder(collation);
    const compare = compareKeys(fields, strings);
    return function* (input) {
      const rows: { key: unknown[]; doc: Doc }[] = [];
      let bytes = 0;
      for (const item of input) {
        if (item === PAUSE) {
          yield item;
          continue;
        }
        rows.push({ key: sortKey(fields, item, strings), doc: item });
        bytes += sizeOf(item);
        if (bytes > STAGE_MEMORY) throw exceeded('$sort');
      }
      rows.sort((a, b) => compare(a.key, b.key));
      for (const { doc } of rows) yield doc;
    };
  },
  $sample: (argument) => {
    const size = isPlainObject(argument) ? toNumber(argument.size) : Number.NaN;
    if (!Number.isInteger(size) || size < 1)
      throw new CommandError(28747, 'size argument to $sample must be a positive integer');
    return function* (input) {
      const kept: Doc[] = [];
      let seen = 0;
      for (const item of input) {
        if (item === PAUSE) {
          yield item;
          continue;
        }
        seen += 1;
        if (kept.length < size) kept.push(item);
        else {
          const at = Math.floor(Math.random() * seen);
          if (at < size) kept[at] = item;
        }
      }
      // The reservoir is a fair choice, but keeps its places; shuffled, its order is as random.
      for (let i = kept.length - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1));
        [kept[i], kept[j]] = [kept[j] as Doc, kept[i] as Doc];
      }
      yield* kept;
    };
  },
};

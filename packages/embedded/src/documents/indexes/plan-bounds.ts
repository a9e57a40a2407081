import { CommandError } from '../errors.ts';
import type { Doc } from '../query/values.ts';
import { KeyWriter } from './encode-key.ts';
import type { IndexDefinition } from './index-definition.ts';
import { type Plan, planQuery } from './plan-query.ts';

/** The plan of find's `min` and `max`, which name keys of the hinted index. */
export function planBounds(
  index: IndexDefinition | null | undefined,
  min: Doc | undefined,
  max: Doc | undefined,
  sort: Doc | undefined,
): Plan {
  if (!index) throw new CommandError(51173, 'When using min()/max() a hint of which index to use must be provided');
  const whole = planQuery([], { filter: {}, sort, hint: index });
  return {
    ...whole,
    index,
    ranges: [{ from: min ? keyOf(index, min) : Buffer.alloc(0), to: max ? keyOf(index, max) : Buffer.from([0xff]) }],
    exact: false,
  };
}

function keyOf(index: IndexDefinition, bounds: Doc): Buffer {
  const fields = Object.keys(bounds);
  if (fields.length !== index.parts.length || index.parts.some(({ field }, i) => field !== fields[i])) {
    throw new CommandError(51174, 'The fields of min and max must be those of the hinted index, in its order');
  }
  const writer = new KeyWriter();
  for (const { field, descending } of index.parts) writer.write(bounds[field], descending);
  return writer.take();
}

import { type Json, toJsonSchema } from '../../src/core/json-schema.ts';
import type { Walked } from '../walk.ts';
import type { ForeignValues } from './foreign-values.ts';
import { type Place, placesIn } from './places.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Things that the caller has, by the names that inputs give them: `artistId`, `campaigns.id`. */
export type OwnIds = ReadonlyMap<string, string>;

/** The input with every id-shaped value replaced. */
function withIds(value: unknown, idOf: (field: string) => string | undefined, field = ''): unknown {
  if (typeof value === 'string') return uuid.test(value) ? (idOf(field) ?? value) : value;
  if (Array.isArray(value)) return value.map((part) => withIds(part, idOf, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withIds(part, idOf, key)]));
}

export const placesOf = ({ procedure }: Walked): Place[] => {
  const { root, definitions } = toJsonSchema(procedure.input, 'input');
  return placesIn(root, definitions);
};

/** Places whose values are the caller’s own words, not somebody’s thing: an answer repeats them. */
const ownWords =
  /^(email|newEmail|targeting\.(regions|cities|interests)\[\]\.id|creatives\.variants\[\]\.id|events\[\]\.(eventId|sessionId))$/;

export interface Sent {
  input: unknown;
  /** What the answer may repeat. */
  repeated: string;
}

/**
 * Inputs of a procedure that carry what is another organization's: its example with each id in every place that holds one,
 * and, beside ids of the caller's own, each identifier in each further place that its schema has. Without any such place
 * there is one input.
 */
export function inputsWith(walked: Walked, foreign: ForeignValues, own: OwnIds): Sent[] {
  const { path, procedure } = walked;
  const [domain = ''] = path.split('.');
  const example = procedure.example as Json;
  const ofOwn = withIds(example, (field) => own.get(field === 'id' ? `${domain}.id` : field.replace(/s$/, ''))) as Json;
  const inputs = new Map<string, Sent>();
  const add = (input: unknown, repeated = '') => inputs.set(JSON.stringify(input), { input, repeated });
  for (const id of [...foreign.id, ...foreign.mentioned]) add(withIds(example, () => id));
  for (const place of placesOf(walked))
    for (const value of foreign[place.kind]) add(place.fill(ofOwn, value), ownWords.test(place.name) ? value : '');
  return [...inputs.values()];
}

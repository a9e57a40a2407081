import type { Artist, Track } from '@songtrackpro/contracts';
import type { MergeRecord } from '@songtrackpro/db';

/** A value that nobody has given. */
const isUnknown = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Of the fields that may be taken over, those that the one knows and the other does not: as they were, and as they become. */
export function fillable<Thing extends Artist | Track>(
  into: Thing,
  from: Thing,
  fields: readonly (keyof Thing & string)[],
): MergeRecord['filled'] {
  return Object.fromEntries(
    fields.flatMap((field) =>
      isUnknown(into[field]) && !isUnknown(from[field])
        ? [[field, { before: into[field], after: from[field] }] as const]
        : [],
    ),
  );
}

export const takenOver = (filled: MergeRecord['filled']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filled).map(([field, { after }]) => [field, after]));

/** What was taken over and is still as it was then, as it was before. */
export function givenBack(current: Artist | Track, filled: MergeRecord['filled']): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(current));
  return Object.fromEntries(
    Object.entries(filled).flatMap(([field, { before, after }]) =>
      JSON.stringify(values.get(field)) === JSON.stringify(after) ? [[field, before] as const] : [],
    ),
  );
}

import type { SubjectNumbers } from '@songtrackpro/db';

/** Facts by the id of what they are about, and from which day they are whole where some may have expired. */
export interface NumbersBySubject {
  facts: ReadonlyMap<string, readonly SubjectNumbers[]>;
  wholeFrom: ReadonlyMap<string, string>;
}

export const factsOf = ({ facts }: NumbersBySubject, id: string): readonly SubjectNumbers[] => facts.get(id) ?? [];

/** The day from which the facts of all these are whole, where a sum since `from` reaches behind it; else null. */
export function expiryOf({ wholeFrom }: NumbersBySubject, ids: readonly string[], from: string | null): string | null {
  const days = ids.flatMap((id) => wholeFrom.get(id) ?? []).filter((day) => from === null || from < day);
  return days.toSorted().at(-1) ?? null;
}

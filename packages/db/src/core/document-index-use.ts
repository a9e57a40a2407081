import type { Document, Long } from 'mongodb';

/** An index as `$indexStats` tells of it. */
export interface LiveIndex {
  name: string;
  key: Record<string, unknown>;
  /** Absent where the server is older than 4.4 or leaves options out. */
  spec?: Document;
  accesses: { ops: number | bigint | Long; since: Date };
}

const dayMs = 24 * 3600 * 1000;

/** Uses are counted from the start of the server on; sooner than this, no use says nothing. */
const judgedAfterDays = 7;

const optionsThatMatter = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'collation'];

const isPlainIndex = ({ name, spec }: LiveIndex) =>
  name !== '_id_' && optionsThatMatter.every((option) => spec?.[option] === undefined);

const partsOf = ({ key }: LiveIndex) => Object.entries(key).map(([path, direction]) => `${path} ${String(direction)}`);

/** Plain indexes whose keys another index begins with: whatever they serve, that one serves. */
export function findDuplicates(live: readonly LiveIndex[]): { index: string; coveredBy: string }[] {
  const plain = live.filter(isPlainIndex);
  return plain.flatMap((index) => {
    const parts = partsOf(index);
    const other = plain.find((candidate) => {
      const theirs = partsOf(candidate);
      const begins = parts.every((part, position) => theirs[position] === part);
      // Of two that are the same, the one whose name comes later is the duplicate.
      const stronger = theirs.length > parts.length || (theirs.length === parts.length && candidate.name < index.name);
      return candidate.name !== index.name && begins && stronger;
    });
    return other ? [{ index: index.name, coveredBy: other.name }] : [];
  });
}

/** Indexes that no query has used for so long that one should have; those that expire documents work without queries. */
export function findUnused(live: readonly LiveIndex[], now: Date): { index: string; since: Date }[] {
  return live.flatMap((index) => {
    const { ops, since } = index.accesses;
    // An undo is rare, and would have to read everything without its index.
    const isForUndo = 'versions.origin.importId' in index.key;
    const judged = !isForUndo && now.getTime() - since.getTime() >= judgedAfterDays * dayMs;
    return isPlainIndex(index) && Number(ops) === 0 && judged ? [{ index: index.name, since }] : [];
  });
}

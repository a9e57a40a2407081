import { versionLine } from '@songtrackpro/contracts';
import { type Break, findBreaks } from './find-breaks.ts';
import type { Snapshot } from './take-snapshot.ts';

export const publishedFile = 'packages/contracts/published.json';

const renewCommand = 'npx -y pnpm@12 compatibility --publish';

export interface Verdict {
  breaks: Break[];
  /** What keeps the contracts from being released as they are. */
  problems: string[];
  notes: string[];
}

const lineOf = ({ kind, where, what }: Break) => `${kind}: ${where} ${what}`;

/** Breaks need a version of another line; where there is one they are only told. */
export function judge(published: Snapshot, current: Snapshot): Verdict {
  const breaks = findBreaks(published, current);
  const lines = breaks.map(lineOf);
  if (versionLine(published.apiVersion) !== versionLine(current.apiVersion))
    return { breaks, problems: [], notes: lines };
  if (breaks.length === 0) return { breaks, problems: [], notes: [] };
  const advice =
    `These break callers of the API ${published.apiVersion} as it is in ${publishedFile}. Take them back, or raise ` +
    `apiVersion in packages/contracts/src/core/version.ts. Where ${published.apiVersion} has never been released, renew ` +
    `the file: ${renewCommand}`;
  return { breaks, problems: [...lines, advice], notes: [] };
}

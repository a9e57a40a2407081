/**
 * pnpm hands a `--` before a script's own options on literally: the scripts `songtrackpro` and `start` get it as their
 * first word, or after the word `start`. Anywhere else it is a person's own, before a file whose name begins with `-`.
 */
export function dropSeparator(words: readonly string[]): string[] {
  const [first, second] = words;
  if (first === '--') return words.slice(1);
  if (first === 'start' && second === '--') return ['start', ...words.slice(2)];
  return [...words];
}

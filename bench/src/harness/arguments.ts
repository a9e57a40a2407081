export interface BenchArguments {
  /** Entries to run; all when empty. */
  names: string[];
  /** One short round: shows that everything works, its figures mean little. */
  quick: boolean;
}

/** @throws RangeError for an entry that doesn't exist or an unknown option. */
export function readArguments(given: readonly string[], known: readonly string[]): BenchArguments {
  const args = given[0] === '--' ? given.slice(1) : [...given];
  const names = args.filter((argument) => argument !== '--quick');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new RangeError(`There is no entry "${unknown}". Entries: ${known.join(', ')}.`);
  return { names, quick: args.includes('--quick') };
}

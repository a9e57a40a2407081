export interface TestArguments {
  /** Stop before the tests. */
  noTests: boolean;
  /** Long rounds and sizes. */
  long: boolean;
  /** Handed on to vitest. */
  filters: string[];
}

/** Reads the arguments of the test command; pnpm hands a `--` before them on literally. */
export function readArguments(given: readonly string[]): TestArguments {
  const args = given[0] === '--' ? given.slice(1) : [...given];
  return {
    noTests: args.includes('--no-tests'),
    long: args.includes('--long'),
    filters: args.filter((argument) => argument !== '--no-tests' && argument !== '--long'),
  };
}

/** How often randomised and destructive tests repeat themselves. */
export interface Rounds {
  /** Processes killed with SIGKILL at a random moment, then started again. */
  readonly killRounds: number;
  /** The same amid an import, each of which takes minutes with its start. */
  readonly killedImports: number;
  /** Random orders in which the same facts are recorded. */
  readonly shuffles: number;
  /** Cases of one property test. */
  readonly properties: number;
  /** Points of inputs, valid and broken, for each procedure, caller and face; a call costs the procedure's weight. */
  readonly contractInputs: number;
  /** Whether each identifier is sent to each place by each caller, and not one of each sort. */
  readonly everyIdentifier: boolean;
  /** Rows of an import that is killed: enough to be killed in the middle. */
  readonly killedRows: number;
  /** Rows of the largest list of people or numbers. */
  readonly importRows: number;
  /** Callers that compete for one thing. */
  readonly competitors: number;
  /** How long a store stays away, in milliseconds. */
  readonly outageMs: number;
  /** Times that two server processes race for one thing. */
  readonly races: number;
}

const everyRun: Rounds = {
  killRounds: 3,
  killedImports: 3,
  shuffles: 100,
  properties: 200,
  contractInputs: 12,
  everyIdentifier: false,
  killedRows: 6000,
  importRows: 20_000,
  competitors: 8,
  outageMs: 2000,
  races: 5,
};
const longRun: Rounds = {
  killRounds: 50,
  killedImports: 10,
  shuffles: 1000,
  properties: 5000,
  contractInputs: 400,
  everyIdentifier: true,
  killedRows: 40_000,
  importRows: 1_000_000,
  competitors: 32,
  outageMs: 600_000,
  races: 100,
};

/** Set by `pnpm test:long`. */
const isLongRun = process.env.STP_LONG === '1';

/** The one table of test sizes: small enough for every change, large in a long run. */
export const rounds: Rounds = isLongRun ? longRun : everyRun;

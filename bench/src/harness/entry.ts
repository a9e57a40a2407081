export interface BenchContext {
  /** An empty temporary folder of the entry's own, removed after it. */
  folder: string;
  /** How often each side is measured; the sides take turns. */
  rounds: number;
  /** Seconds that a load runs in one round. */
  seconds: number;
  /** Receives a line for each long step. */
  onProgress(line: string): void;
}

/** One line of the table: a quantity with all its samples. */
export interface Measurement {
  label: string;
  unit: string;
  samples: readonly number[];
  /** Said beside it, for example what is asked for. */
  remark?: string;
}

export interface BenchResult {
  measurements: readonly Measurement[];
  /** Figures of the closing JSON line. */
  figures: Readonly<Record<string, number>>;
}

export interface BenchEntry {
  name: string;
  /** What is compared with what. */
  about: string;
  run(context: BenchContext): Promise<BenchResult>;
}

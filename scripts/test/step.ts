import type { Programs } from './programs.ts';

export interface StepOutcome {
  ok: boolean;
  /** What a person needs to see when the step failed. */
  output: string;
  /** Shown in any case. */
  notes?: readonly string[];
}

/** One check: a name and something that tells whether it holds. */
export interface Step {
  name: string;
  run(programs: Programs): Promise<StepOutcome>;
}

const nameWidth = 26;

/** Runs a step and prints its line: name, outcome, seconds; then its output when it failed. */
export async function runStep(step: Step, programs: Programs): Promise<boolean> {
  const start = performance.now();
  process.stdout.write(`${step.name.padEnd(nameWidth)} `);
  const outcome: StepOutcome = await step.run(programs).catch((error: unknown) => ({
    ok: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(7);
  process.stdout.write(`${outcome.ok ? 'ok    ' : 'FAILED'}${seconds} s\n`);
  for (const note of outcome.notes ?? []) process.stdout.write(`  note: ${note}\n`);
  if (!outcome.ok) process.stdout.write(`\n${outcome.output.trimEnd()}\n\n`);
  return outcome.ok;
}

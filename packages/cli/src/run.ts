import { CommanderError } from 'commander';
import { dropSeparator } from './arguments/drop-separator.ts';
import { songtrackpro } from './songtrackpro.ts';
import { dropUnreadOutput, exitCodes } from './terminal.ts';

/** Carries out what was typed, and sets the exit code. */
export async function run(words: readonly string[]): Promise<void> {
  dropUnreadOutput();
  try {
    await songtrackpro().parseAsync(dropSeparator(words), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Its message is printed already.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
  }
}

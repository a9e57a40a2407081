import { StartError } from './start-error.ts';

/** What went wrong on opening, in words that say what to do. */
export function explainFault(cause: unknown, folder: string): unknown {
  if (cause instanceof StartError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/locked|busy/i.test(message)) {
    return new StartError(
      'in_use',
      `Another document server already runs on ${folder}: connect to it, or stop it first`,
    );
  }
  if (/not a database|malformed|corrupt|disk i\/o error/i.test(message)) {
    return new StartError(
      'damaged',
      `The data file in ${folder} is damaged (${message}): restore a backup, or start once with --repair to keep what is sound`,
    );
  }
  return new StartError('open_failed', `The data file in ${folder} can't be opened: ${message}`);
}

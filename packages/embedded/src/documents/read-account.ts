import type { Account } from './commands/scram.ts';
import { StartError } from './storage/start-error.ts';

/** DOCUMENTS_USER and DOCUMENTS_PASSWORD: of the environment, because every user of a machine sees command lines. */
export function readAccount(environment: NodeJS.ProcessEnv): Account {
  return { user: readName(environment, 'DOCUMENTS_USER'), password: readName(environment, 'DOCUMENTS_PASSWORD') };
}

function readName(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new StartError('usage', `--auth needs ${name} in the environment`);
  // SASLprep would change other characters, or forbid them.
  if (/^[ -~]+$/.test(value)) return value;
  throw new StartError('usage', `${name} must consist of printable ASCII characters`);
}

/** What people read goes to standard output; how the work is going goes to standard error. */
export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const exitCodes = { done: 0, failed: 1, misused: 2, interrupted: 130 } as const;

/** Ends the program with a message for a person; anything else that is thrown keeps its stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Errors whose message says what to do. */
const explained = new Set([
  'CommandError',
  'EmbeddedStoreError',
  'ExportError',
  'MigrationError',
  'RolesMissingError',
  'UnsafeRoleError',
  'StoreUnreachableError',
  'SettingsError',
  'RetentionError',
  'ObjectStorageError',
  'DamagedFileError',
  'AddressError',
  'AuthenticationError',
  'PermissionError',
  'NotFoundError',
  'InvalidInputError',
  'ConflictError',
  'ConnectionError',
  'TimeoutError',
  'ServerError',
]);

/** Faults of an input, field by field, as the SDK's errors carry them. */
function fieldLines(error: Error): string[] {
  const details = 'details' in error ? error.details : undefined;
  const fields = typeof details === 'object' && details !== null && 'fields' in details ? details.fields : undefined;
  if (!Array.isArray(fields)) return [];
  return fields.map(({ path, message }: { path: string; message: string }) => `\n  ${path}: ${message}`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!explained.has(error.name)) return error.stack ?? error.message;
  const lines = fieldLines(error);
  return lines.length === 0 ? error.message : `What was given is not valid:${lines.join('')}`;
}

/** Runs a command's work; a fault that a person can mend is one readable message and exit code 1. */
export async function orExplain(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    progress(`\nsongtrackpro: ${explain(error)}`);
    process.exitCode = exitCodes.failed;
  }
}

/** Aborted when nobody reads standard output any more, as after `| head`. */
export const readerLeft = new AbortController();

/** Text that nobody reads is dropped: a command's work matters more than what it says about it. */
export function dropUnreadOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
      if (stream === process.stdout) readerLeft.abort();
    });
  }
}

/** A word for a shell, quoted where it has to be. */
export function shellWord(text: string): string {
  return /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** How the commands are written in messages. */
export const commandPrefix = 'npx -y pnpm@12 songtrackpro';

/** What a terminal takes for a command, and what turns the direction of text; names and cells of files may hold any of it. */
const UNSAFE = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** What people read goes to standard output; how the work is going goes to standard error. */
export const say = (text = ''): void => {
  process.stdout.write(`${text.replace(UNSAFE, '\ufffd')}\n`);
};

export const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const exitCodes = {
  done: 0,
  failed: 1,
  misused: 2,
  signedOut: 3,
  refused: 4,
  unanswered: 5,
  interrupted: 130,
} as const;

/** Ends the program with a message for a person; anything else that is thrown keeps its stack. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly outcome: keyof typeof exitCodes;

  constructor(message: string, outcome: keyof typeof exitCodes = 'failed') {
    super(message);
    this.outcome = outcome;
  }
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
]);

/** What a server answered, or that it did not; this file is loaded before the SDK, so it goes by the fields. */
function statusOf(error: unknown): number | null | undefined {
  if (!(error instanceof Error && 'requestId' in error && 'status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : null;
}

/** A command of an installed `songtrackpro` that only a checkout has the code for. */
function lacksServer(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) return false;
  return /'@songtrackpro\/(server|embedded)/.test(error.message);
}

/** Faults of an input, field by field, as the SDK's errors carry them. */
function fieldLines(error: Error): string[] {
  const details = 'details' in error ? error.details : undefined;
  const fields = typeof details === 'object' && details !== null && 'fields' in details ? details.fields : undefined;
  if (!Array.isArray(fields)) return [];
  return fields.map(({ path, message }: { path: string; message: string }) => `\n  ${path}: ${message}`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (lacksServer(error))
    return 'This command needs the server’s code, which is not installed here: run it in a checkout.';
  const status = statusOf(error);
  if (status === undefined && !explained.has(error.name)) return error.stack ?? error.message;
  if (status === 401) return `${error.message} Sign in with \`${commandPrefix} login\`, or set SONGTRACKPRO_API_KEY.`;
  const lines = fieldLines(error);
  return lines.length === 0 ? error.message : `What was given is not valid:${lines.join('')}`;
}

function outcomeOf(error: unknown): keyof typeof exitCodes {
  if (error instanceof CommandError) return error.outcome;
  const status = statusOf(error);
  if (status === 401) return 'signedOut';
  if (status === 403) return 'refused';
  return status === null || status === 429 || (status ?? 0) >= 500 ? 'unanswered' : 'failed';
}

/** Runs a command's work; a fault that a person can mend is one readable message and the exit code of its kind. */
export async function orExplain(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    progress(`\nsongtrackpro: ${explain(error)}`);
    process.exitCode = exitCodes[outcomeOf(error)];
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
  const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  if (text.search(UNSAFE) < 0 || text.endsWith('\n')) return /^[\w./:@=+,-]+$/.test(text) ? text : quote(text);
  // Written out, so that the terminal that shows the command doesn't obey what is in it.
  const octal = (sign: string) =>
    [...Buffer.from(sign)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
  return `"$(printf %b ${quote(text.replaceAll('\\', '\\\\').replace(UNSAFE, octal))})"`;
}

/** In a checkout the sources themselves run; what is installed from npm was built. */
export const isCheckout = import.meta.url.endsWith('.ts');

/** How the commands are written in messages. */
export const commandPrefix = isCheckout ? 'npx -y pnpm@12 songtrackpro' : 'songtrackpro';

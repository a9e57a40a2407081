import { parseArgs } from 'node:util';
import { readAccount } from './read-account.ts';
import { type ServerOptions, startServer } from './server.ts';
import { repair } from './storage/repair.ts';
import { StartError } from './storage/start-error.ts';

/**
 * The document server as a process: `--data <folder>` and `--socket <path>` or `--port <number>`.
 * DATA_ENCRYPTION_KEY in the environment encrypts the files; `--repair` saves what is sound of a damaged folder and ends.
 * With `--port`, `--auth` lets in only whom DOCUMENTS_USER and DOCUMENTS_PASSWORD name.
 * It prints one line of JSON when it listens, and ends with the pipe on its standard input, so that a killed
 * parent leaves no orphan.
 */
export async function run(): Promise<void> {
  const options = readOptions();
  if (options.repair) {
    const report = await repair(options.folder, options.encryptionKey);
    process.stdout.write(`${JSON.stringify({ repaired: true, ...report })}\n`);
    return;
  }
  const server = await startServer(options);
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await server.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void close());
  process.on('SIGINT', () => void close());
  process.stdin.on('end', () => void close());
  process.stdin.on('error', () => void close());
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ ready: true, uri: server.uri })}\n`);
}

/** Shorter than this a key can be guessed. */
const LEAST_KEY = 16;

function readOptions(): ServerOptions & { repair: boolean } {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      socket: { type: 'string' },
      port: { type: 'string' },
      auth: { type: 'boolean' },
      repair: { type: 'boolean' },
    },
  });
  const { data: folder, socket } = values;
  if (!folder) throw new StartError('usage', 'Name the data folder: --data <folder>');
  const encryptionKey = process.env.DATA_ENCRYPTION_KEY || undefined;
  if (encryptionKey !== undefined && encryptionKey.length < LEAST_KEY) {
    throw new StartError(
      'usage',
      `DATA_ENCRYPTION_KEY must have at least ${LEAST_KEY} characters; 32 random bytes in base64 are a good key`,
    );
  }
  const common = { folder, encryptionKey, repair: values.repair === true };
  if (socket && !socket.endsWith('.sock')) {
    throw new StartError(
      'usage',
      'The name of the socket must end in .sock: drivers take anything else for a host name',
    );
  }
  if (socket && values.auth) {
    throw new StartError('usage', '--auth goes with --port: a socket is protected by its file mode, leave --auth out');
  }
  if (socket) return { ...common, listen: { socket } };
  const port = Number(values.port ?? (common.repair ? 0 : Number.NaN));
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StartError('usage', 'Say where to listen: --socket <path>, or --port <number> (0 for any free port)');
  }
  const account = values.auth && !common.repair ? readAccount(process.env) : undefined;
  return { ...common, listen: { port, account } };
}

/** One line of JSON for whoever started this process. */
export function reportFault(cause: unknown): void {
  const error = cause instanceof StartError ? cause.code : 'start_failed';
  const message = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`${JSON.stringify({ error, message })}\n`);
}

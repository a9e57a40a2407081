import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/**
 * Ends every server started here and removes the folders made for them. A test file calls it when all of its tests are
 * over: a test that fails half way, or stops its server to look at the files, leaves both behind.
 */
export async function removeServers(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      return exited;
    }),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  folders.clear();
}

const MAIN = fileURLToPath(new URL('../src/documents/main.ts', import.meta.url));

export interface ServerProcess {
  uri: string;
  folder: string;
  pid: number;
  /** Ends the process at once, as a crash would; the data stays. */
  kill(): Promise<void>;
  /** Closes the server cleanly; the data stays. */
  close(): Promise<number | null>;
  /** Closes the server and removes its data. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** An existing folder; without it a fresh temporary one. */
  folder?: string;
  env?: Record<string, string>;
  flags?: string[];
  /** Arguments that say where to listen; without them a Unix socket in the folder. */
  listen?: string[];
}

/** A server process of its own; what it says when it can't start becomes the error. */
export async function startServerProcess({
  folder,
  env,
  flags = [],
  listen,
}: StartOptions = {}): Promise<ServerProcess> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'documents-'));
  const where = listen ?? ['--socket', join(data, 'documents.sock')];
  const child = spawn(process.execPath, [...flags, MAIN, '--data', data, ...where], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, DATA_ENCRYPTION_KEY: '', ...env },
  });
  running.add(child);
  if (folder === undefined) folders.add(data);
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  child.stdin.on('error', () => {});
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk)))),
    exited.then((code) => {
      throw new Error(errors.trim() || `the server ended with code ${code}`);
    }),
  ]);
  const close = async () => {
    child.stdin.end();
    return exited;
  };
  return {
    uri: (JSON.parse(line) as { uri: string }).uri,
    folder: data,
    pid: child.pid as number,
    close,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      await close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

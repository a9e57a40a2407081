import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataFolder } from '../data-folder.ts';
import { EmbeddedStoreError } from '../errors.ts';
import { documentsAccount } from '../folder-secret.ts';
import { onMessage } from '../line-stream.ts';
import { type BoundProcess, bindProcess } from './bound-process.ts';
import type { Progress, RunningStore } from './managed-store.ts';
import { endOrphan, type ProcessNote, removeNote, writeNote } from './process-note.ts';
import type { Sockets } from './socket-folder.ts';
import { openLog, type StoreLog } from './store-log.ts';

export interface DocumentsStore extends RunningStore {
  uri: string;
}

const MAIN = fileURLToPath(new URL('../documents/main.ts', import.meta.url));

/** Where the document server listens: a Unix socket, or a loopback port where there are none. */
export type DocumentsAddress = { socket: string } | { port: number };

const addressIn = (sockets: Sockets): DocumentsAddress =>
  process.platform === 'win32' ? { port: 0 } : { socket: sockets.documents };

/**
 * Starts the document server, which ends by itself when its stdin does. Every account of the machine can reach a port,
 * so there it asks for the user and the password that come from the folder's secret.
 */
export async function startDocuments(
  folder: DataFolder,
  secret: string,
  sockets: Sockets,
  progress: Progress,
  address = addressIn(sockets),
): Promise<DocumentsStore> {
  const note = noteOf(folder);
  await endOrphan(note);
  await rm(sockets.documents, { force: true });
  const log = await openLog(folder, 'documents');
  const { listen, env } = launchOn(address, secret);
  const server = bindProcess(
    spawn(process.execPath, [MAIN, '--data', folder.documents, ...listen], {
      stdio: ['pipe', 'pipe', log.descriptor],
      cwd: '/',
      env: { ...process.env, ...env },
      windowsHide: true,
    }),
  );
  const ended = server.exited.then(async () => {
    log.close();
    await removeNote(note);
  });
  await writeNote(note, server.child.pid);
  const slow = setTimeout(() => progress('The document server reads its data'), 3000);
  const uri = await readyUri(server).finally(() => clearTimeout(slow));
  if (uri !== undefined) return { uri, ended, stop: () => server.stop('SIGKILL') };
  server.child.kill('SIGKILL');
  await ended;
  throw new EmbeddedStoreError('documents_failed', await describeFailure(log));
}

function launchOn(address: DocumentsAddress, secret: string): { listen: string[]; env: Record<string, string> } {
  if ('socket' in address) return { listen: ['--socket', address.socket], env: {} };
  const { user, password } = documentsAccount(secret);
  return {
    listen: ['--port', String(address.port), '--auth'],
    env: { DOCUMENTS_USER: user, DOCUMENTS_PASSWORD: password },
  };
}

/** The server's first line on stdout, `{"ready": true, "uri": …}`; undefined when it ends without one. */
function readyUri({ child, exited }: BoundProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    exited.then(() => resolve(undefined));
    if (child.stdout) onMessage(child.stdout, (message) => resolve(uriIn(message)));
  });
}

function uriIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('uri' in message)) return undefined;
  return typeof message.uri === 'string' ? message.uri : undefined;
}

/** On a start fault the server's last line on stderr is `{"error": code, "message": text}`. */
async function describeFailure(log: StoreLog): Promise<string> {
  const [last = ''] = await log.lastLines(1);
  try {
    const value: unknown = JSON.parse(last);
    if (typeof value === 'object' && value !== null && 'message' in value)
      return `The document server didn't start: ${value.message}`;
  } catch {
    // It ended in another way: its log says how.
  }
  return `The document server didn't start. ${await log.describe()}`;
}

const noteOf = (folder: DataFolder): ProcessNote => ({
  file: join(folder.run, 'documents.pid'),
  words: ['main.ts', folder.documents],
  description: `document server uses ${folder.documents}`,
});

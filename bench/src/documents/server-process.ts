import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { residentOf } from '../harness/resident.ts';

const MAIN = fileURLToPath(new URL('../../../packages/embedded/src/documents/main.ts', import.meta.url));

export interface DocumentServer {
  client: MongoClient;
  folder: string;
  /** Resident memory of the server, bytes; Linux only, NaN elsewhere. */
  residentBytes(): number;
  stop(): Promise<void>;
}

/** Starts the document server on a folder and connects to it; resolves after its first answered ping. */
export async function startDocuments(folder: string): Promise<DocumentServer> {
  const child: ChildProcess = spawn(
    process.execPath,
    [MAIN, '--data', folder, '--socket', join(folder, 'documents.sock')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const client = new MongoClient((JSON.parse(String(line)) as { uri: string }).uri);
  await client.db('admin').command({ ping: 1 });
  return {
    client,
    folder,
    residentBytes: () => residentOf(child.pid as number),
    async stop() {
      await client.close();
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OpenStoresOptions } from '../index.ts';
import { onMessage } from '../line-stream.ts';

export interface Program {
  pid: number;
  postgresUrl: string;
  documentsUri: string | undefined;
  joined: boolean;
  progress: string[];
  /** Lets the program close its stores and end. */
  close(): Promise<void>;
  /** `kill -9`, waited for. */
  kill(): Promise<void>;
}

export interface Starter {
  command: string[];
  env?: NodeJS.ProcessEnv;
}

const MAIN = fileURLToPath(new URL('./program.ts', import.meta.url));

/** Runs another program on a data folder, as a process of its own. Rejects when it can't open the stores. */
export async function runProgram(
  options: OpenStoresOptions,
  starter: Starter = { command: [process.execPath, MAIN] },
): Promise<Program> {
  const [command = '', ...args] = starter.command;
  const child = spawn(command, [...args, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: starter.env ?? process.env,
  });
  const exited = once(child, 'exit');
  const progress: string[] = [];
  const opened = await new Promise<{ postgresUrl: string; documentsUri?: string; joined: boolean }>(
    (resolve, reject) => {
      onMessage(child.stdout, (message) => {
        const said = message as {
          progress?: string;
          opened?: { postgresUrl: string; joined: boolean };
          refused?: string;
        };
        if (said.progress) progress.push(said.progress);
        if (said.opened) resolve(said.opened);
        if (said.refused) reject(new Error(`refused: ${said.refused}`));
      });
      exited.then(() => reject(new Error('the program ended before it opened the stores')), reject);
    },
  );
  return {
    pid: child.pid ?? 0,
    postgresUrl: opened.postgresUrl,
    documentsUri: opened.documentsUri,
    joined: opened.joined,
    progress,
    async close() {
      child.stdin.write('close\n');
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

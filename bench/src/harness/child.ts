import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** With which the root's scripts start a server. */
const nodeOptions = ['--max-semi-space-size=16'];

export interface Child {
  /** The first line that it printed and `pattern` matched. */
  announced: RegExpExecArray;
  /** Milliseconds from its launch to that line. */
  readyMs: number;
  pid: number;
  stop(): Promise<void>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}

/**
 * Starts a program of this repository as a process of its own and waits for a line that tells it is ready. Its path is
 * relative to this package.
 */
export async function startChild(path: string, args: readonly string[], pattern: RegExp): Promise<Child> {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      const match = pattern.exec(line);
      if (match) resolve(match);
    });
  }
  child.on('error', reject);
  child.on('close', (code) => reject(new Error(`${path} ended with ${code} before it was ready:\n${said.join('\n')}`)));
  const announced = await promise;
  return { announced, readyMs: performance.now() - start, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** For such a program: resolves when it is asked to end, and when the process that started it is gone. */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGTERM', () => resolve());
  process.stdin.resume().once('end', () => resolve());
  // An open standard input would keep the process from ending by itself.
  return promise.then(() => void process.stdin.destroy());
}

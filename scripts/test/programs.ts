import { type ChildProcess, spawn } from 'node:child_process';

export interface ProgramOutcome {
  ok: boolean;
  /** Standard output and standard error as they came; empty when they were shown live. */
  output: string;
}

export interface ProgramOptions {
  env?: Record<string, string>;
  /** Show output as it comes instead of keeping it. */
  live?: boolean;
  /** Sent to its standard input. */
  input?: string;
}

const killAfterMs = 20_000;

/**
 * Runs programs in process groups of their own, so that an interruption reaches each of them exactly once, with
 * everything it started.
 */
export class Programs {
  readonly #running = new Set<ChildProcess>();
  #interrupted = false;

  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Passes the signals that end this process on to the programs; whoever runs them then sees them end. */
  handleSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.interrupt());
  }

  interrupt(): void {
    if (this.#interrupted) return;
    this.#interrupted = true;
    this.#signal('SIGINT');
    setTimeout(() => this.#signal('SIGKILL'), killAfterMs).unref();
  }

  run(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramOutcome> {
    const { promise, resolve } = Promise.withResolvers<ProgramOutcome>();
    const output: Buffer[] = [];
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env },
      stdio: options.live ? ['ignore', 'inherit', 'inherit'] : ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    this.#running.add(child);
    const end = (ok: boolean) => {
      this.#running.delete(child);
      resolve({ ok, output: Buffer.concat(output).toString() });
    };
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => {
      output.push(Buffer.from(`${command}: ${error.message}\n`));
      end(false);
    });
    child.stdin?.end(options.input);
    child.on('close', (code) => end(code === 0));
    if (this.#interrupted) this.#signal('SIGINT');
    return promise;
  }

  #signal(signal: NodeJS.Signals): void {
    for (const { pid } of this.#running) {
      if (pid === undefined) continue;
      try {
        process.kill(process.platform === 'win32' ? pid : -pid, signal);
      } catch {
        // It has just ended.
      }
    }
  }
}

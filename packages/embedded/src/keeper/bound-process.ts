import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A child whose life hangs on its stdin, which we hold: it stops in order when that ends. */
export interface BoundProcess {
  child: ChildProcess;
  /** Says how it ended: an exit code, a signal, or why it couldn't be started. Never rejects. */
  exited: Promise<number | string>;
  isRunning(): boolean;
  /** Ends its stdin and waits until it is gone; one that doesn't go is sent `lastResort`. */
  stop(lastResort: NodeJS.Signals): Promise<void>;
}

const PATIENCE_MS = 60_000;

export function bindProcess(child: ChildProcess): BoundProcess {
  let running = true;
  const exited = new Promise<number | string>((resolve) => {
    const end = (how: number | string) => {
      running = false;
      resolve(how);
    };
    child.on('exit', (code, signal) => end(code ?? signal ?? 'unknown'));
    // Also emitted for a signal that may not be sent, which ends nothing.
    child.on('error', (error) => (child.pid === undefined ? end(error.message) : undefined));
  });
  return {
    child,
    exited,
    isRunning: () => running,
    async stop(lastResort) {
      child.stdin?.destroy();
      // There is no watcher on Windows, and no signal but this.
      if (process.platform === 'win32') child.kill();
      const patience = new AbortController();
      const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => child.kill(lastResort));
      late.catch(() => undefined);
      await exited;
      patience.abort();
    },
  };
}

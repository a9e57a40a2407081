import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../errors.ts';

export type Progress = (line: string) => void;

export interface RunningStore {
  /** Resolves when the store's process is gone, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** A store that is started when it is first asked for, shared by all who ask, and started again when it dies. */
export interface ManagedStore<Store extends RunningStore> {
  open(progress: Progress): Promise<Store>;
  stop(): Promise<void>;
}

// After these pauses in a row without success it stays down until somebody asks for it again.
const RESTART_PAUSES_MS = [0, 1000, 5000];

export function manageStore<Store extends RunningStore>(
  name: string,
  start: (progress: Progress) => Promise<Store>,
  note: (line: string) => void,
): ManagedStore<Store> {
  const listeners = new Set<Progress>();
  let current: Promise<Store> | undefined;
  let stopping = false;

  function tell(line: string): void {
    for (const listener of listeners) listener(line);
  }

  function launch(starting: Promise<Store>): Promise<Store> {
    current = starting;
    starting.then(
      (store) => store.ended.then(() => revive(starting)),
      () => forget(starting),
    );
    return starting;
  }

  function revive(dead: Promise<Store>): void {
    if (stopping || current !== dead) return;
    note(`${name} ended unexpectedly and is started again`);
    launch(restart()).catch((error: unknown) => note(`${name} stays down: ${messageOf(error)}`));
  }

  async function restart(): Promise<Store> {
    let failure: unknown;
    for (const pause of RESTART_PAUSES_MS) {
      await sleep(pause);
      try {
        return await start(note);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  function forget(failed: Promise<Store>): void {
    if (current === failed) current = undefined;
  }

  return {
    async open(progress) {
      listeners.add(progress);
      try {
        return await (current ?? launch(start(tell)));
      } finally {
        listeners.delete(progress);
      }
    },
    async stop() {
      stopping = true;
      const store = await current?.catch(() => undefined);
      await store?.stop();
    },
  };
}

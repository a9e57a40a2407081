import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { ProcessSettings } from '../local/server-process.ts';
import { progress } from '../terminal.ts';
import { freePort } from './free-port.ts';
import { isFromWorker, type ToWorker } from './messages.ts';
import { provenMs, restartPause } from './restart-pause.ts';

const program = fileURLToPath(new URL('worker-main.ts', import.meta.url));

/** What a stopping worker may need beyond its requests, in milliseconds: for jobs under way, and to close the stores. */
const closingMs = 20_000;

interface Place {
  number: number;
  worker: Worker | undefined;
  endedYoung: number;
  timer?: NodeJS.Timeout;
}

/** A worker's fault as the error that it was there: its name decides how it is explained. */
const faultOf = (name: string, message: string) => Object.assign(new Error(message), { name });

/**
 * Processes that share one address. One that ends by itself is replaced, after a pause that grows while they end young;
 * the others serve on. Node hands connections to them in turn.
 */
export class WorkerPool {
  readonly #settings: ProcessSettings;
  readonly #places: Place[];
  readonly #stopMs: number;
  #stopping = false;
  url = '';

  private constructor(settings: ProcessSettings, count: number, stopMs: number) {
    this.#settings = settings;
    this.#places = Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      worker: undefined,
      endedYoung: 0,
    }));
    this.#stopMs = stopMs + closingMs;
  }

  /** Starts so many workers; rejects with the fault of the first one, which would be everybody's. */
  static async start(
    settings: ProcessSettings,
    options: { count: number; label: string; stopMs: number },
  ): Promise<WorkerPool> {
    const { host = '127.0.0.1' } = settings;
    const port = settings.port || (await freePort(host));
    const pool = new WorkerPool({ ...settings, host, port }, options.count, options.stopMs);
    // The label is for people who look at the list of processes.
    cluster.setupPrimary({ exec: program, args: [options.label] });
    const [first, ...others] = pool.#places;
    try {
      if (first) pool.url = await pool.#begin(first);
      await Promise.all(others.map((place) => pool.#begin(place)));
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** Starts a worker; resolves with its address when it serves. */
  #begin(place: Place): Promise<string> {
    const worker = cluster.fork();
    const begun = performance.now();
    place.worker = worker;
    worker.once('online', () => this.#tell(worker, { kind: 'serve', settings: this.#settings }));
    // What a worker can't be told any more its end tells.
    worker.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        if (!isFromWorker(message)) return;
        if (message.kind === 'serving') resolve(message.url);
        else reject(faultOf(message.name, message.message));
      });
      worker.once('exit', (code, signal) => {
        reject(new Error(`Worker ${place.number} ended before it served (${signal ?? code}).`));
        place.worker = undefined;
        place.endedYoung = performance.now() - begun < provenMs ? place.endedYoung + 1 : 0;
        if (!this.#stopping && this.url !== '') this.#replace(place, String(signal ?? code));
      });
    });
  }

  #replace(place: Place, reason: string): void {
    const pause = restartPause(Math.max(0, place.endedYoung - 1));
    progress(`Worker ${place.number} ended (${reason}); another one starts in ${pause / 1000} s`);
    place.timer = setTimeout(() => {
      this.#begin(place).then(
        () => progress(`Worker ${place.number} serves again`),
        (error: unknown) => progress(`Worker ${place.number} did not start: ${String(error)}`),
      );
    }, pause);
  }

  #tell(worker: Worker, message: ToWorker): void {
    if (worker.isConnected()) worker.send(message);
  }

  /** Lets every worker finish what it has begun; one that takes too long is killed. */
  async close(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#places.map((place) => this.#end(place)));
  }

  async #end({ worker, timer }: Place): Promise<void> {
    clearTimeout(timer);
    if (worker === undefined || worker.isDead()) return;
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    this.#tell(worker, { kind: 'stop' });
    const deadline = setTimeout(() => worker.process.kill('SIGKILL'), this.#stopMs);
    await ended;
    clearTimeout(deadline);
  }
}

import { sql } from 'drizzle-orm';
import type { PgBoss, Queue, SendOptions } from 'pg-boss';
import { jobSchema } from './install-job-queue.ts';
import type { TenantTransaction } from './tenant.ts';

/** How a queue treats its jobs. Times are in seconds. */
export interface QueueSettings {
  name: string;
  /** How often a failed job is tried again, with growing pauses that begin at `retryDelay`. */
  retryLimit: number;
  retryDelay: number;
  retryDelayMax: number;
  /** A job that takes longer counts as failed: its process may be gone. */
  expireInSeconds: number;
  /** How long a finished job can be looked at. */
  deleteAfterSeconds: number;
  /** Jobs of one key at the same time: one. */
  exclusiveKeys?: boolean;
}

export interface HandIn {
  /** A UUID; made by the queue unless given. */
  id?: string;
  /** Makes the job part of the transaction: no commit, no job. */
  tx?: TenantTransaction;
  /** Of the jobs of one key only one waits or runs; another one is refused, which is no error. */
  key?: string;
  /** What the job belongs to, an organization for example: a queue may work on few jobs of one group at a time. */
  group?: string;
  startAfter?: Date;
}

export interface QueueHealth {
  name: string;
  /** Jobs that wait for their turn or for their next try. */
  waiting: number;
  /** Those of them that failed before and wait for their next try. */
  failed: number;
  running: number;
  /** Jobs that failed for good and wait to be driven again. */
  dead: number;
  /** Seconds that the oldest job that could run has waited; null where none does. */
  oldestWaitSeconds: number | null;
}

export type JobRunner = (data: unknown, job: { id: string; signal: AbortSignal }) => Promise<void>;

const deadLetters = (name: string) => `${name}-dead`;

const countJobs = `
  select q.name,
    count(*) filter (where j.name = q.name and j.state < 'active')::int as waiting,
    count(*) filter (where j.name = q.name and j.state = 'retry')::int as failed,
    count(*) filter (where j.name = q.name and j.state = 'active')::int as running,
    count(*) filter (where j.name <> q.name and j.state < 'active')::int as dead,
    extract(epoch from now() - min(j.start_after) filter (
      where j.name = q.name and j.state < 'active' and j.start_after <= now()))::float8 as "oldestWaitSeconds"
  from unnest($1::text[]) as q (name) left join ${jobSchema}.job j on j.name in (q.name, q.name || '-dead')
  group by q.name order by q.name`;

/** How many jobs a process works on at a time. */
export interface Concurrency {
  jobs: number;
  /** Of one group; the same in every process, so that several take several times as many. As many as `jobs` unless given. */
  perGroup?: number | undefined;
}

/** Looks for work this often where a notice was missed, and for jobs whose pause is over. */
const pollSeconds = 2;

/** The queue of one server process, as the worker's role. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #names = new Set<string>();

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /**
   * The queue of a server process; with `lookOn` it is looked at from outside and nothing is handed in by the clock.
   *
   * @throws when the tables are missing: the migration makes them
   */
  static async open(
    workerUrl: string,
    onError: (error: Error) => void,
    options: { lookOn?: boolean } = {},
  ): Promise<JobQueue> {
    const works = !options.lookOn;
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      connectionString: workerUrl,
      application_name: 'songtrackpro-jobs',
      max: 3,
      schema: jobSchema,
      migrate: false,
      createSchema: false,
      reindex: false,
      monitorVacuum: false,
      useListenNotify: works,
      supervise: works,
      schedule: works,
    });
    boss.on('error', onError);
    await boss.start();
    return new JobQueue(boss);
  }

  /** Makes a queue and the queue of its dead, or brings their settings up to date. */
  async declare({ name, exclusiveKeys, ...settings }: QueueSettings): Promise<void> {
    const common = { ...settings, retryBackoff: true };
    await this.#upsert(deadLetters(name), { ...common, retryLimit: 0, deleteAfterSeconds: 30 * 24 * 3600 });
    await this.#upsert(name, {
      ...common,
      deadLetter: deadLetters(name),
      notify: true,
      policy: exclusiveKeys ? 'exclusive' : 'standard',
    });
    this.#names.add(name);
  }

  async #upsert(name: string, options: Omit<Queue, 'name'>): Promise<void> {
    if ((await this.#boss.getQueue(name)) === null) return this.#boss.createQueue(name, options);
    // A queue keeps the policy that it was made with.
    const { policy: _, ...changeable } = options;
    await this.#boss.updateQueue(name, changeable);
  }

  /** Hands a job in; answers its id, or null where a job of the key is there already. */
  async send(name: string, data: object, { id, tx, key, group, startAfter }: HandIn = {}): Promise<string | null> {
    const options: SendOptions = {
      ...(id !== undefined && { id }),
      ...(key !== undefined && { singletonKey: key }),
      ...(group !== undefined && { group: { id: group } }),
      ...(startAfter && { startAfter }),
    };
    if (!tx) return this.#boss.send(name, data, options);
    const { fromDrizzle } = await import('pg-boss');
    return this.#boss.send(name, data, { ...options, db: fromDrizzle(tx, sql) });
  }

  /** Works on a queue. A job whose work rejects is tried again. */
  async work(name: string, { jobs: atOnce, perGroup }: Concurrency, run: JobRunner): Promise<void> {
    await this.#boss.work<unknown>(
      name,
      {
        localConcurrency: atOnce,
        ...(perGroup !== undefined && { localGroupConcurrency: perGroup }),
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
      },
      async (jobs) => {
        for (const job of jobs) await run(job.data, { id: job.id, signal: job.signal });
      },
    );
  }

  /** Hands a job in by the clock, once for all processes together; `cron` has five fields, in UTC. */
  async schedule(name: string, cron: string): Promise<void> {
    await this.#boss.schedule(name, cron);
  }

  /** Takes every queue that any process declared for one of its own, to look at them. */
  async knowAll(): Promise<void> {
    const query = `select name from ${jobSchema}.queue where dead_letter is not null`;
    const { rows } = await this.#boss.getDb().executeSql(query, []);
    for (const { name } of rows as { name: string }[]) this.#names.add(name);
  }

  /** What waits, runs and is dead in each declared queue, counted now. */
  async health(): Promise<QueueHealth[]> {
    const { rows } = await this.#boss.getDb().executeSql(countJobs, [[...this.#names]]);
    return rows.map((row: QueueHealth) => ({ ...row }));
  }

  /** Puts the dead jobs of a queue back into it; answers how many. */
  redrive(name: string): Promise<number> {
    return this.#boss.redrive(deadLetters(name));
  }

  /** Takes no more jobs and waits for those under way; what takes longer than `graceMs` is handed back. */
  async close(graceMs = 10_000): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}

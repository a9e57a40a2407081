import { randomUUID } from 'node:crypto';
import type { Postgres } from './postgres.ts';

type Store = Pick<Postgres, 'worker'>;

/**
 * Says which of several processes does a piece of work. It is told by the database's clock and ends by itself: a process
 * that dies, or hangs, is followed by another one. It saves work and guards nothing: whoever overstays must do no harm.
 */
export class WorkLease {
  readonly #postgres: Store;
  readonly #name: string;
  readonly #seconds: number;
  readonly #holder = randomUUID();

  constructor(postgres: Store, name: string, seconds: number) {
    this.#postgres = postgres;
    this.#name = name;
    this.#seconds = seconds;
  }

  /** Takes the lease or prolongs it; false while another process has it. */
  async take(): Promise<boolean> {
    const length = `${this.#seconds} seconds`;
    const rows = await this.#postgres.worker`
      insert into work_leases as held (name, holder, until)
      values (${this.#name}, ${this.#holder}, now() + ${length}::interval)
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where held.holder = excluded.holder or held.until < now()
      returning name`;
    return rows.length > 0;
  }

  /** Gives it up, so that another process need not wait for its end. */
  async release(): Promise<void> {
    await this.#postgres.worker`delete from work_leases where name = ${this.#name} and holder = ${this.#holder}`;
  }
}

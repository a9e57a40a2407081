import type { Clock } from '../../core/clock.ts';
import { ProviderError } from '../provider-error.ts';
import type { Gauge } from './usage.ts';

/** From here on nothing is asked: the rest belongs to people who look at the same account meanwhile. */
const stopAtPercent = 90;
/** Where Meta doesn't say how long: its counts are of an hour and run out bit by bit. */
const unknownPauseMs = 5 * 60_000;
/** Whom a throttle is about that names no account. */
const wholeApp = '';
const appWide = new Set(['app_calls']);

/** Which ad accounts may not be asked about for how long. A call during a throttle would prolong it. */
export class Pauses {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();
  readonly #gauges = new Map<string, Gauge>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(gauges: readonly Gauge[]): void {
    for (const gauge of gauges) {
      this.#gauges.set(`${gauge.account ?? wholeApp} ${gauge.limit}`, gauge);
      if (gauge.percent >= stopAtPercent) this.pause(gauge.account, gauge.regainMs ?? unknownPauseMs);
    }
  }

  pause(account: string | null, forMs: number): void {
    const key = account ?? wholeApp;
    this.#until.set(key, Math.max(this.#until.get(key) ?? 0, this.#clock().getTime() + forMs));
  }

  /** Notes what a refusal means, and tells how long it will take. */
  refused(error: ProviderError, account: string | null): ProviderError {
    if (error.kind !== 'throttled') return error;
    const scope = appWide.has(error.reason) ? null : account;
    const known = this.remainingMs(account);
    if (known === 0) this.pause(scope, error.retryAfterMs ?? unknownPauseMs);
    return error.waiting(this.remainingMs(account));
  }

  remainingMs(account: string | null): number {
    const until = Math.max(this.#until.get(wholeApp) ?? 0, account === null ? 0 : (this.#until.get(account) ?? 0));
    return Math.max(0, until - this.#clock().getTime());
  }

  /** @throws ProviderError `paused`, without a call */
  assertOpen(account: string | null): void {
    const retryAfterMs = this.remainingMs(account);
    if (retryAfterMs === 0) return;
    const message = `Meta's limit is nearly used up; the next call may be made in ${Math.ceil(retryAfterMs / 60_000)} minutes.`;
    throw new ProviderError({ provider: 'meta', kind: 'throttled', reason: 'paused', message, retryAfterMs });
  }

  /** The gauges that count for an account, as last told. */
  gaugesOf(account: string): Gauge[] {
    return [...this.#gauges.values()].filter((gauge) => gauge.account === null || gauge.account === account);
  }
}

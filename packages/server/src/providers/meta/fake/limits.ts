import type { FakeClock } from '../../fake/fake-clock.ts';
import { GraphRefusal } from './graph-errors.ts';
import type { FakeAdAccount } from './state.ts';

const hourMs = 3_600_000;

/** What an ad account may be asked in an hour in the limited tier. */
const insightsAllowance = (account: FakeAdAccount) => 600 + 400 * account.activeAds;

/** Counts calls by ad account over the last hour and tells in the headers how much is left. */
export class FakeLimits {
  readonly #clock: FakeClock;
  readonly #calls = new Map<string, number[]>();
  /** Calls an hour, whatever the account; null for what the tier allows. */
  callsPerHour: number | null = null;
  appPercent = 3;
  /** Calls that were made during a throttle: each of them prolongs it. */
  callsWhileThrottled = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Counts a call; answers its headers. @throws GraphRefusal 80000 where the hour is used up */
  count(account: FakeAdAccount): Record<string, string> {
    const now = this.#clock.now().getTime();
    const calls = (this.#calls.get(account.id) ?? []).filter((at) => at > now - hourMs);
    calls.push(now);
    this.#calls.set(account.id, calls);
    const allowed = this.callsPerHour ?? insightsAllowance(account);
    const percent = Math.floor((calls.length * 100) / allowed);
    const regainMs = calls.length >= allowed ? (calls[calls.length - allowed] ?? now) + hourMs - now : 0;
    const headers = this.#headers(account, percent, Math.ceil(regainMs / 60_000));
    if (calls.length <= allowed) return headers;
    this.callsWhileThrottled += 1;
    throw new GraphRefusal({ code: 80000, subcode: 2446079, headers });
  }

  #headers(account: FakeAdAccount, percent: number, regainMinutes: number): Record<string, string> {
    const id = account.id.slice(4);
    const tier = { ads_api_access_tier: 'development_access' };
    const use = { type: 'ads_insights', call_count: percent, total_cputime: 1, total_time: 1 };
    return {
      'x-app-usage': JSON.stringify({ call_count: this.appPercent, total_cputime: 1, total_time: 1 }),
      'x-business-use-case-usage': JSON.stringify({
        [id]: [{ ...use, estimated_time_to_regain_access: regainMinutes, ...tier }],
      }),
      'x-ad-account-usage': JSON.stringify({
        acc_id_util_pct: percent,
        reset_time_duration: regainMinutes * 60,
        ...tier,
      }),
      'x-fb-ads-insights-throttle': JSON.stringify({ app_id_util_pct: 0, acc_id_util_pct: percent, ...tier }),
    };
  }
}

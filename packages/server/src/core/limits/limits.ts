import {
  limitWindowSeconds,
  organizationShare,
  type PlanTier,
  plans,
  publicPointsPerMinute,
  refusedCallsPerMinute,
} from '@songtrackpro/contracts';
import { findPlan, type Postgres } from '@songtrackpro/db';
import { AppError } from '../app-error.ts';
import type { Counters } from './insured-counters.ts';
import { networkOf } from './network-of.ts';
import { Reserve, type Standing } from './reserve.ts';

/** A limit with the name that callers see. */
export interface NamedStanding extends Standing {
  name: 'caller' | 'organization' | 'address';
}

/** What is counted by address: a name, and how much of it in which time. */
export interface AddressMeter {
  name: string;
  limit: number;
  windowSeconds: number;
}

/** Calls of public procedures. */
export const publicCalls: AddressMeter = {
  name: 'public',
  limit: publicPointsPerMinute,
  windowSeconds: limitWindowSeconds,
};

/** Calls that are refused for who makes them. Apart from public ones: whoever guesses keeps no neighbour from signing in. */
export const refusedCalls: AddressMeter = {
  name: 'refused',
  limit: refusedCallsPerMinute,
  windowSeconds: limitWindowSeconds,
};

/** How long a plan is believed, in milliseconds: a change of plan is felt this much later. */
const planMs = 60_000;

/** The error of a limit that is used up, with what the caller has to wait. */
export class LimitError extends AppError {
  readonly standings: readonly NamedStanding[];

  constructor(refused: NamedStanding, standings: readonly NamedStanding[]) {
    const { name, limit, windowSeconds } = refused;
    const retryAfterSeconds = Math.max(1, refused.seconds);
    super('rate_limited', { details: { policy: name, limit, windowSeconds, retryAfterSeconds } });
    this.standings = standings;
  }
}

/** The limits of one server process, which shares its counters with the others. */
export class Limits {
  readonly #counters: Counters;
  readonly #postgres: Pick<Postgres, 'auth'>;
  readonly #perMinute: number | undefined;
  readonly #defaultPlan: PlanTier;
  readonly #reserves = new Map<string, Reserve>();
  readonly #plans = new Map<string, { tier: PlanTier; until: number }>();

  /** `perMinute` replaces what plans allow a caller; 0 switches every limit off. */
  constructor(
    counters: Counters,
    postgres: Pick<Postgres, 'auth'>,
    { perMinute, defaultPlan }: { perMinute?: number | undefined; defaultPlan: PlanTier },
  ) {
    this.#counters = counters;
    this.#postgres = postgres;
    this.#perMinute = perMinute;
    this.#defaultPlan = defaultPlan;
  }

  /**
   * Spends points of a key or a person, and of their organization.
   *
   * @throws LimitError when either is used up
   */
  async spend(caller: { id: string; organizationId: string | null }, points: number): Promise<NamedStanding[]> {
    if (this.#perMinute === 0) return [];
    const { id, organizationId } = caller;
    const limit = this.#perMinute ?? plans[await this.#planOf(organizationId)].pointsPerMinute;
    const own = this.#reserve(`caller ${id} ${organizationId}`, limitWindowSeconds);
    const mine = (): NamedStanding => ({ name: 'caller', ...own.standing(limit) });
    if (!(await own.take(points, limit))) throw new LimitError(mine(), [mine()]);
    if (organizationId === null) return [mine()];
    const all = this.#reserve(`organization ${organizationId}`, limitWindowSeconds);
    const common = limit * organizationShare;
    const ours = (): NamedStanding => ({ name: 'organization', ...all.standing(common) });
    if (await all.take(points, common)) return [mine(), ours()];
    own.giveBack(Math.min(points, limit));
    throw new LimitError(ours(), [mine(), ours()]);
  }

  /**
   * Spends points of an address, for calls that nobody is known to make: sign-in, public procedures, refused keys.
   * Addresses of version 6 that one customer has count as one.
   *
   * @throws LimitError when they are used up
   */
  async spendOf(address: string | null, meter: AddressMeter, points = 1): Promise<NamedStanding[]> {
    if (this.#perMinute === 0) return [];
    const reserve = this.#reserve(`${meter.name} ${networkOf(address)}`, meter.windowSeconds);
    const enough = await reserve.take(points, meter.limit);
    const standing: NamedStanding = { name: 'address', ...reserve.standing(meter.limit) };
    if (enough) return [standing];
    throw new LimitError(standing, [standing]);
  }

  /** Forgets callers that are silent, here and in the shared store. */
  async clear(now: Date): Promise<void> {
    for (const [key, reserve] of this.#reserves) if (reserve.hasEnded) this.#reserves.delete(key);
    for (const [id, { until }] of this.#plans) if (until <= performance.now()) this.#plans.delete(id);
    await this.#counters.clear(now);
  }

  #reserve(key: string, windowSeconds: number): Reserve {
    let reserve = this.#reserves.get(key);
    if (!reserve) {
      reserve = new Reserve(this.#counters, key, windowSeconds);
      this.#reserves.set(key, reserve);
    }
    return reserve;
  }

  async #planOf(organizationId: string | null): Promise<PlanTier> {
    if (organizationId === null) return this.#defaultPlan;
    const known = this.#plans.get(organizationId);
    if (known && known.until > performance.now()) return known.tier;
    const tier = (await findPlan(this.#postgres, organizationId)) ?? this.#defaultPlan;
    this.#plans.set(organizationId, { tier, until: performance.now() + planMs });
    return tier;
  }
}

import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { BillingStanding, BillingUsage, PlanList } from './types.ts';

/** Plans, the subscription, and what it allows. */
export class Billing {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * All plans with their prices, trials and limits, from the smallest to the largest.
   *
   * @example
   * const { items, current } = await client.billing.listPlans();
   */
  listPlans(options?: CallOptions): Promise<PlanList> {
    return this.#transport.query('billing.listPlans', {}, options);
  }

  /**
   * The plan that holds now, what it gives, and the subscription that it comes from.
   *
   * @example
   * const { plan, access, subscription } = await client.billing.getSubscription();
   */
  getSubscription(options?: CallOptions): Promise<BillingStanding> {
    return this.#transport.query('billing.getSubscription', {}, options);
  }

  /**
   * How much of each thing there is, and how much the plan allows.
   *
   * @example
   * const { items } = await client.billing.getUsage();
   * for (const { resource, used, allowed } of items) console.log(resource, used, allowed ?? 'any number');
   */
  getUsage(options?: CallOptions): Promise<BillingUsage> {
    return this.#transport.query('billing.getUsage', {}, options);
  }
}

import {
  type DeliveryStep,
  findListState,
  type ListState,
  placeAtPlatform,
  type StoredDelivery,
  stepDelivery,
  type TenantTransaction,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { leaseMs, type metaFor } from '../../integrations/index.ts';

/** Nothing more can be sent, because of what happened here. */
export class DeliveryEnded extends Error {
  override name = 'DeliveryEnded';
}

/** One delivery under way in this process. Every step is stored before the next one, with a new lease. */
export class DeliveryRun {
  readonly services: Services;
  readonly organizationId: string;
  readonly asking: ReturnType<typeof metaFor>;
  delivery: StoredDelivery;

  constructor(services: Services, organizationId: string, asking: DeliveryRun['asking'], delivery: StoredDelivery) {
    this.services = services;
    this.organizationId = organizationId;
    this.asking = asking;
    this.delivery = delivery;
  }

  inTenant<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result> {
    return withTenant(this.services.postgres, { organizationId: this.organizationId }, work);
  }

  /** @throws DeliveryEnded */
  async step(step: DeliveryStep): Promise<void> {
    const until = new Date(this.services.clock().getTime() + leaseMs).toISOString();
    await this.inTenant(async (tx) => {
      const after = await stepDelivery(tx, this.delivery.id, { tryingUntil: until, waitUntil: until, ...step });
      if (!after) throw new DeliveryEnded('The delivery was ended meanwhile.');
      this.delivery = after;
      const { audienceId, adAccountId } = after;
      if (step.externalId) await placeAtPlatform(tx, audienceId, { adAccountId, externalId: step.externalId });
    });
  }

  /** @throws DeliveryEnded where there is nobody to be sent any more */
  async readList(): Promise<ListState> {
    const list = await this.inTenant((tx) => findListState(tx, this.delivery.audienceId));
    if (!list) throw new DeliveryEnded('The list was deleted here while it was being sent.');
    if (list.people === 0) throw new DeliveryEnded('The list was emptied while it was being sent.');
    return list;
  }
}

import { listDueWebhooks } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { deliverWebhook } from './deliver-webhook.ts';

/** Deliveries that one round takes at most. */
const roundSize = 500;
const atOnce = 8;

/** One round over all organizations: deliveries that are due and that no job looks after, since a process died. */
export async function tendWebhooks(services: Services, stopped: () => boolean): Promise<{ tried: number }> {
  const due = await listDueWebhooks(services.postgres, services.clock(), roundSize);
  let tried = 0;
  const work = async () => {
    for (let one = due.shift(); one && !stopped(); one = due.shift()) {
      try {
        if (await deliverWebhook(services, one)) tried += 1;
      } catch (error) {
        services.log.error({ deliveryId: one.id, err: error }, 'a webhook was not delivered');
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { tried };
}

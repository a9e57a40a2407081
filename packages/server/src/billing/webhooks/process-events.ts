import {
  type ClaimedEvent,
  claimStripeEvent,
  type EventOutcome,
  findCustomerOrganization,
  finishStripeEvents,
  noteEventFault,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { syncCustomer } from '../sync/sync-customer.ts';
import { knownTypes } from './known-types.ts';

/** After so many failed tries an operator is told. */
const tellAfter = 5;

function report(services: Services, { id, type, attempts }: ClaimedEvent, why: string, error?: unknown): void {
  services.log.warn({ eventId: id, type, err: error }, why);
  services.systemLog.record({
    kind: 'sync_job',
    level: 'error',
    name: 'stripe event',
    organizationId: null,
    durationMs: null,
    details: { eventId: id, type, attempts, why },
    error,
  });
}

async function processEvent(services: Services, event: ClaimedEvent): Promise<EventOutcome> {
  const { customerId, claimedAt } = event;
  if (customerId === null) return 'of_no_customer';
  const organizationId = await findCustomerOrganization(services.postgres, customerId);
  // Another installation may use the same account.
  if (organizationId === null) return 'unknown_customer';
  await syncCustomer(services, { organizationId, customerId }, claimedAt);
  return knownTypes.includes(event.type) ? 'applied' : 'unknown_type';
}

/** Processes what Stripe told until nothing is due; answers how many events were closed by themselves. */
export async function processStripeEvents(services: Services, stopped: () => boolean): Promise<number> {
  let processed = 0;
  while (!stopped()) {
    const event = await claimStripeEvent(services.postgres);
    if (event === null) break;
    try {
      const outcome = await processEvent(services, event);
      if (!knownTypes.includes(event.type)) report(services, event, 'stripe told something that is not known here');
      await finishStripeEvents(services.postgres, event, outcome, knownTypes);
      processed += 1;
    } catch (error) {
      await noteEventFault(services.postgres, event.id, error instanceof Error ? error.message : String(error));
      if (event.attempts >= tellAfter) report(services, event, 'an event of stripe could not be processed', error);
      else services.log.info({ eventId: event.id, err: error }, 'an event of stripe waits for another try');
    }
  }
  return processed;
}

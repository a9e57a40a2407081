import { processStripeEvents } from '../billing/index.ts';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/** How often a process looks for events that another one left behind, in milliseconds. */
const everyMs = 5000;

/** Processes what Stripe told. */
export const stripeWorker = (services: Services): Rounds =>
  new Rounds({
    everyMs,
    onError: (error) => services.log.error({ err: error }, 'events of stripe wait'),
    round: async (stopped) => void (await processStripeEvents(services, stopped)),
  });

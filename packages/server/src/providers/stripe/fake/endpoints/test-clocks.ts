import type Stripe from 'stripe';
import { z } from 'zod';
import { catchUp } from '../billing/clock-work.ts';
import { remove } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { integer } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const path = '/v1/test_helpers/test_clocks';

/** Clocks of single customers. Here an advance is over when it is answered. */
export function testClockEndpoints(state: FakeStripeState): Endpoints {
  const clockAt = (id: string) => {
    const clock = state.testClocks.get(id);
    if (!clock) throw missing('test clock', id);
    return clock;
  };
  return new Endpoints(state)
    .on('post', path, z.looseObject({ frozen_time: integer, name: z.string().optional() }), (input) => {
      const clock: Stripe.TestHelpers.TestClock = {
        id: state.newId('clock'),
        object: 'test_helpers.test_clock',
        created: state.now(),
        deletes_after: state.now() + 30 * 86_400,
        frozen_time: input.frozen_time,
        livemode: false,
        name: input.name ?? null,
        status: 'ready',
        status_details: {},
      };
      state.testClocks.set(clock.id, clock);
      state.emit('test_helpers.test_clock.created', clock);
      return clock;
    })
    .list(path, state.testClocks)
    .retrieve(`${path}/:id`, 'test clock', state.testClocks)
    .on('post', `${path}/:id/advance`, z.looseObject({ frozen_time: integer }), ({ frozen_time }, { at }) => {
      const clock = clockAt(at('id'));
      if (frozen_time <= clock.frozen_time)
        throw invalid('The `frozen_time` must be after the current time of the test clock.', 'frozen_time');
      clock.frozen_time = frozen_time;
      catchUp(state);
      state.emit('test_helpers.test_clock.ready', clock);
      return clock;
    })
    .on('delete', `${path}/:id`, z.looseObject({}), (_input, { at }) => {
      const clock = clockAt(at('id'));
      for (const [id, customer] of state.customers) if (customer.test_clock === clock.id) state.customers.delete(id);
      for (const [id, each] of state.subscriptions) if (each.test_clock === clock.id) state.subscriptions.delete(id);
      for (const [id, each] of state.invoices) if (each.test_clock === clock.id) state.invoices.delete(id);
      return remove(state, state.testClocks, clock, 'test_helpers.test_clock.deleted');
    });
}

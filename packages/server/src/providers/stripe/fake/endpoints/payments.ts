import { z } from 'zod';
import { closeDispute, refund } from '../billing/refunds.ts';
import { Endpoints } from '../core/endpoints.ts';
import { integer, mergeMetadata, metadata } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const NewRefund = z.looseObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  amount: integer.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata,
});

/** What became of the money: payment intents, charges, refunds and disputes. */
export function paymentEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .list('/v1/payment_intents', state.paymentIntents, ['customer'])
    .retrieve('/v1/payment_intents/:id', 'payment_intent', state.paymentIntents)
    .list('/v1/charges', state.charges, ['customer', 'payment_intent'])
    .retrieve('/v1/charges/:id', 'charge', state.charges)
    .on('post', '/v1/refunds', NewRefund, (input) => {
      const intent = state.paymentIntents.get(input.payment_intent ?? '');
      const id = input.charge ?? String(intent?.latest_charge ?? '');
      const charge = state.charges.get(id);
      if (!charge) throw missing('charge', id, input.charge === undefined ? 'payment_intent' : 'charge');
      if (!charge.paid) throw invalid(`Charge ${id} was not paid.`, 'charge');
      return refund(state, charge, { ...input, metadata: mergeMetadata({}, input.metadata) });
    })
    .list('/v1/refunds', state.refunds, ['charge', 'payment_intent'])
    .retrieve('/v1/refunds/:id', 'refund', state.refunds)
    .list('/v1/disputes', state.disputes, ['charge', 'payment_intent'])
    .retrieve('/v1/disputes/:id', 'dispute', state.disputes)
    .on('post', '/v1/disputes/:id/close', z.looseObject({}), (_input, { at }) => {
      const dispute = state.disputes.get(at('id'));
      if (!dispute) throw missing('dispute', at('id'));
      return closeDispute(state, dispute, 'lost');
    });
}

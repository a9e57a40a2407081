import type Stripe from 'stripe';
import { z } from 'zod';
import { Endpoints } from '../core/endpoints.ts';
import { integer } from '../core/form.ts';
import { listOf } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const NewMeter = z.looseObject({
  display_name: z.string(),
  event_name: z.string(),
  default_aggregation: z.looseObject({ formula: z.enum(['count', 'last', 'sum']) }),
  customer_mapping: z.looseObject({ event_payload_key: z.string() }).optional(),
  value_settings: z.looseObject({ event_payload_key: z.string() }).optional(),
});
const NewEvent = z.looseObject({
  event_name: z.string(),
  payload: z.record(z.string(), z.string()),
  identifier: z.string().max(100).optional(),
  timestamp: integer.optional(),
});
const SummaryQuery = z.looseObject({ customer: z.string(), start_time: integer, end_time: integer });
const day = 86_400;

/** Meters and what is reported to them; an identifier is taken once. */
export function meterEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .on('post', '/v1/billing/meters', NewMeter, (input) => {
      if (meterOf(state, input.event_name))
        throw invalid('An active meter already exists for this event name.', 'event_name', 'resource_already_exists');
      const now = state.now();
      const meter: Stripe.Billing.Meter = {
        id: state.newId('mtr'),
        object: 'billing.meter',
        created: now,
        customer_mapping: {
          event_payload_key: input.customer_mapping?.event_payload_key ?? 'stripe_customer_id',
          type: 'by_id',
        },
        default_aggregation: { formula: input.default_aggregation.formula },
        display_name: input.display_name,
        event_name: input.event_name,
        event_time_window: null,
        livemode: state.settings.livemode,
        status: 'active',
        status_transitions: { deactivated_at: null },
        updated: now,
        value_settings: { event_payload_key: input.value_settings?.event_payload_key ?? 'value' },
      };
      state.meters.set(meter.id, meter);
      state.emit('billing.meter.created', meter);
      return meter;
    })
    .list('/v1/billing/meters', state.meters, ['status'])
    .retrieve('/v1/billing/meters/:id', 'meter', state.meters)
    .on('post', '/v1/billing/meter_events', NewEvent, (input) => report(state, input))
    .on('get', '/v1/billing/meters/:id/event_summaries', SummaryQuery, (query, { at }) => {
      const meter = state.meters.get(at('id'));
      if (!meter) throw missing('meter', at('id'));
      return listOf([summary(state, meter, query)], `/v1/billing/meters/${meter.id}/event_summaries`);
    });
}

const meterOf = (state: FakeStripeState, eventName: string) =>
  [...state.meters.values()].find((meter) => meter.event_name === eventName && meter.status === 'active');

function report(state: FakeStripeState, input: z.output<typeof NewEvent>): Stripe.Billing.MeterEvent {
  const meter = meterOf(state, input.event_name);
  if (!meter)
    throw invalid(`No active meter found for event name ${input.event_name}.`, 'event_name', 'resource_missing');
  const { event_payload_key: key } = meter.customer_mapping;
  const customer = input.payload[key] ?? '';
  if (!state.customers.has(customer)) throw missing('customer', customer, `payload[${key}]`);
  const timestamp = input.timestamp ?? state.now();
  if (timestamp < state.now() - 35 * day) throw invalid('The timestamp is too far in the past.', 'timestamp');
  if (timestamp > state.now() + 300) throw invalid('The timestamp is in the future.', 'timestamp');
  const identifier = input.identifier ?? state.newId('mev');
  if (state.meterEvents.has(identifier))
    throw invalid(`An event already exists with identifier ${identifier}.`, 'identifier', 'resource_already_exists');
  const event: Stripe.Billing.MeterEvent = {
    object: 'billing.meter_event',
    created: state.now(),
    event_name: input.event_name,
    identifier,
    livemode: state.settings.livemode,
    payload: input.payload,
    timestamp,
  };
  state.meterEvents.set(identifier, event);
  return event;
}

function summary(state: FakeStripeState, meter: Stripe.Billing.Meter, query: z.output<typeof SummaryQuery>) {
  const values = [...state.meterEvents.values()]
    .filter(
      ({ event_name, payload, timestamp }) =>
        event_name === meter.event_name &&
        payload[meter.customer_mapping.event_payload_key] === query.customer &&
        timestamp >= query.start_time &&
        timestamp < query.end_time,
    )
    .map(({ payload }) => Number(payload[meter.value_settings.event_payload_key] ?? 0));
  const { formula } = meter.default_aggregation;
  const total = values.reduce((sum, value) => sum + value, 0);
  return {
    id: state.newId('mtrsum'),
    object: 'billing.meter_event_summary',
    aggregated_value: formula === 'count' ? values.length : formula === 'last' ? (values.at(-1) ?? 0) : total,
    end_time: query.end_time,
    livemode: meter.livemode,
    meter: meter.id,
    start_time: query.start_time,
  };
}

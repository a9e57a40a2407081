import type { UsageMeter } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { CatalogStep } from '../catalog/sync-catalog.ts';

/** What each meter is called at Stripe. */
export const meterNames: Readonly<Record<UsageMeter, { eventName: string; displayName: string }>> = {
  events: { eventName: 'songtrackpro_events', displayName: 'SongTrackPro events' },
  api_requests: { eventName: 'songtrackpro_api_requests', displayName: 'SongTrackPro API requests' },
};

/** Makes the meters that an account lacks. */
export async function syncMeters(stripe: Stripe): Promise<CatalogStep[]> {
  const names = new Set<string>();
  for await (const { event_name } of stripe.billing.meters.list({ status: 'active', limit: 100 }))
    names.add(event_name);
  const steps: CatalogStep[] = [];
  for (const { eventName, displayName } of Object.values(meterNames)) {
    if (!names.has(eventName)) {
      await stripe.billing.meters.create({
        event_name: eventName,
        display_name: displayName,
        default_aggregation: { formula: 'sum' },
        customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
        value_settings: { event_payload_key: 'value' },
      });
    }
    steps.push({ what: eventName, done: names.has(eventName) ? 'left' : 'made' });
  }
  return steps;
}

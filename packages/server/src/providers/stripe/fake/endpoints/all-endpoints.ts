import type { Endpoints } from '../core/endpoints.ts';
import type { FakeStripeState } from '../core/state.ts';
import type { FakeWebhooks } from '../delivery/webhooks.ts';
import { accountEndpoints } from './account.ts';
import { checkoutEndpoints, type Purchase } from './checkout.ts';
import { couponEndpoints } from './coupons.ts';
import { customerEndpoints } from './customers.ts';
import { eventEndpoints } from './events.ts';
import { invoiceEndpoints } from './invoices.ts';
import { meterEndpoints } from './meters.ts';
import { paymentMethodEndpoints } from './payment-methods.ts';
import { paymentEndpoints } from './payments.ts';
import { portalEndpoints } from './portal.ts';
import { portalConfigurationEndpoints } from './portal-configurations.ts';
import { priceEndpoints } from './prices.ts';
import { productEndpoints } from './products.ts';
import { subscriptionEndpoints } from './subscriptions.ts';
import { taxIdEndpoints } from './tax-ids.ts';
import { testClockEndpoints } from './test-clocks.ts';

export function allEndpoints(
  state: FakeStripeState,
  webhooks: FakeWebhooks,
  purchases: Map<string, Purchase>,
): Endpoints[] {
  return [
    accountEndpoints(state),
    productEndpoints(state),
    priceEndpoints(state),
    couponEndpoints(state),
    customerEndpoints(state),
    taxIdEndpoints(state),
    paymentMethodEndpoints(state),
    checkoutEndpoints(state, purchases),
    subscriptionEndpoints(state),
    invoiceEndpoints(state),
    paymentEndpoints(state),
    portalEndpoints(state),
    portalConfigurationEndpoints(state),
    eventEndpoints(state, webhooks),
    meterEndpoints(state),
    testClockEndpoints(state),
  ];
}

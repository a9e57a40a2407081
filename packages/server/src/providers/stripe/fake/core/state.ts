import type Stripe from 'stripe';
import type { FakeClock } from '../../../fake/fake-clock.ts';
import type { FakeStripeSettings } from '../settings.ts';
import { toWire } from './expand.ts';
import { InvoiceIndex } from './invoice-index.ts';

/** What Stripe sends; of a type that the SDK knows. */
export type EventType = Stripe.Event['type'];

export type FakeEvent = Omit<Stripe.Event, 'type' | 'data'> & {
  type: string;
  data: { object: object; previous_attributes?: object };
};

/** A line that waits for the subscription's next invoice. */
export interface PendingLine {
  customer: string;
  subscription: string;
  line: Stripe.InvoiceLineItem;
}

/** What an account at Stripe holds. Objects name each other by id; expanding happens when they are answered. */
export class FakeStripeState {
  readonly clock: FakeClock;
  readonly settings: FakeStripeSettings;
  readonly customers = new Map<string, Stripe.Customer>();
  readonly deleted = new Map<string, { id: string; object: string; deleted: true }>();
  readonly products = new Map<string, Stripe.Product>();
  readonly prices = new Map<string, Stripe.Price>();
  readonly coupons = new Map<string, Stripe.Coupon>();
  readonly promotionCodes = new Map<string, Stripe.PromotionCode>();
  readonly discounts = new Map<string, Stripe.Discount>();
  readonly taxRates = new Map<string, Stripe.TaxRate>();
  readonly taxIds = new Map<string, Stripe.TaxId>();
  readonly paymentMethods = new Map<string, Stripe.PaymentMethod>();
  readonly subscriptions = new Map<string, Stripe.Subscription>();
  readonly invoices = new Map<string, Stripe.Invoice>();
  readonly invoiceIndex = new InvoiceIndex(this.invoices);
  readonly invoicePayments = new Map<string, Stripe.InvoicePayment>();
  readonly paymentIntents = new Map<string, Stripe.PaymentIntent>();
  readonly charges = new Map<string, Stripe.Charge>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly disputes = new Map<string, Stripe.Dispute>();
  readonly checkoutSessions = new Map<string, Stripe.Checkout.Session>();
  readonly checkoutLines = new Map<string, Stripe.LineItem[]>();
  readonly portalSessions = new Map<string, Stripe.BillingPortal.Session>();
  readonly testClocks = new Map<string, Stripe.TestHelpers.TestClock>();
  readonly meters = new Map<string, Stripe.Billing.Meter>();
  readonly meterEvents = new Map<string, Stripe.Billing.MeterEvent>();
  readonly webhookEndpoints = new Map<string, Stripe.WebhookEndpoint>();
  readonly events = new Map<string, FakeEvent>();
  readonly pendingLines = new Map<string, PendingLine>();
  /** Why a card is declined, by payment method; a card that isn't here works. */
  readonly declines = new Map<string, string>();
  /** What was already told about a subscription, so that it is told once. */
  readonly told = new Set<string>();
  /** Invoices whose payment ends a pause. */
  readonly resumingInvoices = new Set<string>();
  /** What the portal allows, once somebody has set it. */
  portalSettings: Stripe.BillingPortal.Configuration | null = null;
  /** Called for each event with what the event looks like on the wire. */
  onEvent: (event: FakeEvent) => void = () => undefined;
  url = '';
  /** While what was due in the past is caught up with, the moment at which it was due. */
  #catchingUpAt: number | null = null;
  #request: { id: string | null; idempotency_key: string | null } = { id: null, idempotency_key: null };
  #count = 0;
  #invoiceNumber = 0;

  constructor(clock: FakeClock, settings: FakeStripeSettings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Unix seconds, by the test clock of a customer who has one. */
  now(customer?: string | null): number {
    if (this.#catchingUpAt !== null) return this.#catchingUpAt;
    const testClock = customer == null ? undefined : this.customers.get(customer)?.test_clock;
    const frozen = typeof testClock === 'string' ? this.testClocks.get(testClock)?.frozen_time : undefined;
    return frozen ?? Math.floor(this.clock.now().getTime() / 1000);
  }

  /** Does something as of a moment that has passed. */
  asOf(at: number, work: () => void): void {
    const before = this.#catchingUpAt;
    this.#catchingUpAt = at;
    try {
      work();
    } finally {
      this.#catchingUpAt = before;
    }
  }

  /** What a request causes carries the request's id and key. */
  during<T>(request: { id: string; key: string | null }, work: () => T): T {
    this.#request = { id: request.id, idempotency_key: request.key };
    try {
      return work();
    } finally {
      this.#request = { id: null, idempotency_key: null };
    }
  }

  newId(prefix: string): string {
    this.#count += 1;
    return `${prefix}_${this.settings.seed}${this.#count.toString(36).padStart(8, '0')}`;
  }

  newInvoiceNumber(): string {
    this.#invoiceNumber += 1;
    return `${this.settings.seed.toUpperCase()}-${String(this.#invoiceNumber).padStart(4, '0')}`;
  }

  /** Whatever has this id. */
  find(id: string): object | undefined {
    for (const kind of this.#kinds()) {
      const found = kind.get(id);
      if (found) return found;
    }
    return undefined;
  }

  emit(type: EventType, object: object, previous?: object): void {
    this.tell(type, object, previous);
  }

  /** An event of any type, also of one that nobody knows. */
  tell(type: string, object: object, previous?: object): FakeEvent {
    const id = this.newId('evt');
    const event: FakeEvent = {
      id,
      object: 'event',
      api_version: this.settings.apiVersion,
      created: this.now(customerOf(object)),
      data: {
        object: asSent(this, object),
        ...(previous !== undefined && { previous_attributes: asSent(this, previous) }),
      },
      livemode: this.settings.livemode,
      pending_webhooks: 0,
      request: this.#request,
      type,
    };
    this.events.set(id, event);
    this.onEvent(event);
    return event;
  }

  #kinds(): ReadonlyMap<string, object>[] {
    return [
      this.customers,
      this.deleted,
      this.products,
      this.prices,
      this.coupons,
      this.promotionCodes,
      this.discounts,
      this.taxRates,
      this.taxIds,
      this.paymentMethods,
      this.subscriptions,
      this.invoices,
      this.invoicePayments,
      this.paymentIntents,
      this.charges,
      this.refunds,
      this.disputes,
      this.checkoutSessions,
      this.testClocks,
      this.meters,
    ];
  }
}

/** A copy as it is at this moment; what only an expansion shows is not in it. */
function asSent(state: FakeStripeState, object: object): object {
  const wire = toWire(state, object);
  return typeof wire === 'object' && wire !== null ? wire : {};
}

function customerOf(object: object): string | null {
  if ('object' in object && object.object === 'customer' && 'id' in object) return String(object.id);
  return 'customer' in object && typeof object.customer === 'string' ? object.customer : null;
}

import type Stripe from 'stripe';

/** Finds invoices without looking through all of them: a long life of many customers makes thousands. */
export class InvoiceIndex {
  readonly #known: ReadonlyMap<string, Stripe.Invoice>;
  readonly #bySubscription = new Map<string, Stripe.Invoice[]>();
  readonly #payments = new Map<string, Stripe.InvoicePayment>();
  /** Invoices with which time may still do something. */
  readonly #unsettled = new Set<Stripe.Invoice>();

  constructor(known: ReadonlyMap<string, Stripe.Invoice>) {
    this.#known = known;
  }

  add(invoice: Stripe.Invoice): void {
    const subscription = String(invoice.parent?.subscription_details?.subscription);
    this.#bySubscription.set(subscription, [...(this.#bySubscription.get(subscription) ?? []), invoice]);
    this.#unsettled.add(invoice);
  }

  /** What a subscription was billed by, the oldest first. */
  of(subscription: string): Stripe.Invoice[] {
    return (this.#bySubscription.get(subscription) ?? []).filter(({ id }) => this.#known.has(id));
  }

  *unsettled(): Iterable<Stripe.Invoice> {
    for (const invoice of this.#unsettled) {
      const mayChange = invoice.status === 'draft' || invoice.status === 'open';
      if (mayChange && this.#known.has(invoice.id)) yield invoice;
      else this.#unsettled.delete(invoice);
    }
  }

  addPayment(payment: Stripe.InvoicePayment): void {
    this.#payments.set(String(payment.invoice), payment);
  }

  paymentOf(invoice: string): Stripe.InvoicePayment | undefined {
    return this.#payments.get(invoice);
  }
}

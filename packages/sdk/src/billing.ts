import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  BillingGetInvoiceInput,
  BillingGetInvoicePdfInput,
  BillingPage,
  BillingRemovePaymentMethodInput,
  BillingSetDefaultPaymentMethodInput,
  BillingStanding,
  BillingUsage,
  CheckoutInput,
  Invoice,
  InvoiceDetail,
  InvoiceListInput,
  InvoicePdf,
  PaymentMethodList,
  PlanChange,
  PlanChangePreview,
  PlanChoice,
  PlanList,
  PortalInput,
} from './types.ts';

/** Plans, the subscription, and what it allows. */
export class Billing {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * All plans with their prices, trials and limits, from the smallest to the largest.
   *
   * @example
   * const { items, current } = await client.billing.listPlans();
   */
  listPlans(options?: CallOptions): Promise<PlanList> {
    return this.#transport.query('billing.listPlans', {}, options);
  }

  /**
   * The plan that holds now, what it gives, and the subscription that it comes from.
   *
   * @example
   * const { plan, access, subscription } = await client.billing.getSubscription();
   */
  getSubscription(options?: CallOptions): Promise<BillingStanding> {
    return this.#transport.query('billing.getSubscription', {}, options);
  }

  /**
   * How much of each thing there is, and how much the plan allows.
   *
   * @example
   * const { items } = await client.billing.getUsage();
   * for (const { resource, used, allowed } of items) console.log(resource, used, allowed ?? 'any number');
   */
  getUsage(options?: CallOptions): Promise<BillingUsage> {
    return this.#transport.query('billing.getUsage', {}, options);
  }

  /**
   * The page at Stripe where a person subscribes. Two who begin the same at once are led to the same page.
   *
   * @throws ConflictError when the organization has a subscription already
   * @throws SongTrackProError with `provider_unreachable` while Stripe is away; nothing happened then
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @example
   * const { url } = await client.billing.startCheckout({
   *   tier: 'starter',
   *   interval: 'month',
   *   successUrl: 'https://app.example.com/paid',
   *   cancelUrl: 'https://app.example.com/plans',
   * });
   */
  startCheckout(input: CheckoutInput, options?: CallOptions): Promise<BillingPage> {
    return this.#transport.mutation('billing.startCheckout', input, options);
  }

  /**
   * The page at Stripe where a person pays what is overdue, changes payment methods and tax id, and cancels.
   *
   * @throws NotFoundError when nothing is sold here
   * @throws ConflictError when a cancellation is asked for and there is no subscription
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * const { url } = await client.billing.openPortal({ returnUrl: 'https://app.example.com/billing' });
   */
  openPortal(input: PortalInput, options?: CallOptions): Promise<BillingPage> {
    return this.#transport.mutation('billing.openPortal', input, options);
  }

  /**
   * What a change of plan would cost or credit now; nothing is changed.
   *
   * @throws ConflictError when there is no subscription
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * const { prorationMinor, currency } = await client.billing.previewChange({ tier: 'professional', interval: 'month' });
   */
  previewChange(input: PlanChoice, options?: CallOptions): Promise<PlanChangePreview> {
    return this.#transport.mutation('billing.previewChange', input, options);
  }

  /**
   * Changes the plan at once. Give the `prorationDate` of a preview, and it costs what the preview said.
   *
   * @throws ConflictError when there is no subscription
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * const { plan } = await client.billing.changePlan({ tier: 'professional', interval: 'month' });
   */
  changePlan(input: PlanChange, options?: CallOptions): Promise<BillingStanding> {
    return this.#transport.mutation('billing.changePlan', input, options);
  }

  /**
   * Lets the subscription end with its period.
   *
   * @throws ConflictError when there is no subscription
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * const { subscription } = await client.billing.cancel();
   */
  cancel(options?: CallOptions): Promise<BillingStanding> {
    return this.#transport.mutation('billing.cancel', {}, options);
  }

  /**
   * Takes a cancellation back, or goes on after a trial that ended without a card, once there is one.
   *
   * @throws ConflictError when there is no subscription
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * const { subscription } = await client.billing.resume();
   */
  resume(options?: CallOptions): Promise<BillingStanding> {
    return this.#transport.mutation('billing.resume', {}, options);
  }

  /**
   * What was billed, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { number, totalMinor, currency, status } of client.billing.listInvoices())
   *   console.log(number, totalMinor, currency, status);
   */
  listInvoices(input: InvoiceListInput = {}, options?: CallOptions): Paged<Invoice> {
    return pagesOf(this.#transport, 'billing.listInvoices', input, options);
  }

  /**
   * An invoice with its lines.
   *
   * @throws NotFoundError
   * @example
   * const { lines } = await client.billing.getInvoice({ id });
   */
  getInvoice(input: BillingGetInvoiceInput, options?: CallOptions): Promise<InvoiceDetail> {
    return this.#transport.query('billing.getInvoice', input, options);
  }

  /**
   * The PDF of an invoice that is paid or closed.
   *
   * @throws NotFoundError when there is none, or not yet
   * @example
   * const { content, fileName } = await client.billing.getInvoicePdf({ id });
   * await writeFile(fileName, Buffer.from(content, 'base64'));
   */
  getInvoicePdf(input: BillingGetInvoicePdfInput, options?: CallOptions): Promise<InvoicePdf> {
    return this.#transport.query('billing.getInvoicePdf', input, options);
  }

  /**
   * What is paid with, the default first.
   *
   * @example
   * const { items } = await client.billing.listPaymentMethods();
   */
  listPaymentMethods(options?: CallOptions): Promise<PaymentMethodList> {
    return this.#transport.query('billing.listPaymentMethods', {}, options);
  }

  /**
   * Chooses what following invoices are paid with.
   *
   * @throws NotFoundError when nothing is sold here
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * await client.billing.setDefaultPaymentMethod({ id });
   */
  setDefaultPaymentMethod(
    input: BillingSetDefaultPaymentMethodInput,
    options?: CallOptions,
  ): Promise<PaymentMethodList> {
    return this.#transport.mutation('billing.setDefaultPaymentMethod', input, options);
  }

  /**
   * Removes a payment method; the default one stays while a subscription needs it.
   *
   * @throws NotFoundError
   * @throws ConflictError when a subscription is paid with it
   * @throws InvalidInputError with `provider_refused` and Stripe’s own words
   * @throws ServerError with `provider_unreachable` while Stripe is away
   * @example
   * await client.billing.removePaymentMethod({ id });
   */
  removePaymentMethod(input: BillingRemovePaymentMethodInput, options?: CallOptions): Promise<PaymentMethodList> {
    return this.#transport.mutation('billing.removePaymentMethod', input, options);
  }
}

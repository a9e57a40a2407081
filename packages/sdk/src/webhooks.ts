import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  NewWebhookEndpoint,
  WebhookDeleteInput,
  WebhookDeleteOutput,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryListInput,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointListInput,
  WebhookEndpointWithSecret,
  WebhookEvent,
  WebhookGetDeliveryInput,
  WebhookGetInput,
  WebhookMessage,
  WebhookRedeliverInput,
  WebhookReplay,
  WebhookReplayed,
  WebhookSecretRotation,
  WebhookSendTestInput,
  WebhookWatchInput,
} from './types.ts';
import { type ReceivedWebhook, type VerifyOptions, verifyWebhook } from './verify-webhook.ts';

/** Addresses that are told what happens in the organization. */
export class Webhooks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Registers an address. `secret` is what its deliveries are signed with and is answered once: keep it like a password.
   * Where an answer got lost and the call is repeated, `secret` is null; replace it with `rotateSecret`.
   *
   * @throws InvalidInputError when the address is not https, or a private one
   * @throws ConflictError when the organization has as many as it may
   * @example
   * const { id, secret } = await client.webhooks.create({
   *   url: 'https://example.com/songtrackpro',
   *   eventTypes: ['import.finished', 'goal.reached'],
   * });
   */
  create(input: NewWebhookEndpoint, options?: CallOptions): Promise<WebhookEndpointWithSecret> {
    return this.#transport.mutation('webhooks.create', input, options);
  }

  /**
   * The organization's endpoints, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { url, failingSince } of client.webhooks.list()) console.log(url, failingSince);
   */
  list(input: WebhookEndpointListInput = {}, options?: CallOptions): Paged<WebhookEndpoint> {
    return pagesOf(this.#transport, 'webhooks.list', input, options);
  }

  /**
   * One endpoint by its id, without its secret.
   *
   * @throws NotFoundError
   * @example
   * const { enabled, disabledReason } = await client.webhooks.get({ id });
   */
  get(input: WebhookGetInput, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.#transport.query('webhooks.get', input, options);
  }

  /**
   * Changes the address, which events are sent, or whether any are. Enabling one forgets that it failed.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest
   * @example
   * await client.webhooks.update({ id, version: 1, enabled: true });
   */
  update(input: WebhookEndpointChange, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.#transport.mutation('webhooks.update', input, options);
  }

  /**
   * Makes a new secret. For `overlapHours`, 24 unless given, deliveries are signed with both.
   *
   * @throws NotFoundError
   * @example
   * const { secret } = await client.webhooks.rotateSecret({ id, overlapHours: 48 });
   */
  rotateSecret(input: WebhookSecretRotation, options?: CallOptions): Promise<WebhookEndpointWithSecret> {
    return this.#transport.mutation('webhooks.rotateSecret', input, options);
  }

  /**
   * Deletes an endpoint with its deliveries, for good.
   *
   * @throws NotFoundError
   * @example
   * await client.webhooks.delete({ id });
   */
  delete(input: WebhookDeleteInput, options?: CallOptions): Promise<WebhookDeleteOutput> {
    return this.#transport.mutation('webhooks.delete', input, options);
  }

  /**
   * Sends `webhook.test` to an endpoint, once. It is on its way when this answers.
   *
   * @throws NotFoundError
   * @throws ConflictError when the endpoint is disabled
   * @example
   * const { id: deliveryId } = await client.webhooks.sendTest({ id });
   */
  sendTest(input: WebhookSendTestInput, options?: CallOptions): Promise<WebhookDelivery> {
    return this.#transport.mutation('webhooks.sendTest', input, options);
  }

  /**
   * What was sent or is to be sent, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { eventType, fault } of client.webhooks.listDeliveries({ status: 'failed' }))
   *   console.log(eventType, fault);
   */
  listDeliveries(input: WebhookDeliveryListInput = {}, options?: CallOptions): Paged<WebhookDelivery> {
    return pagesOf(this.#transport, 'webhooks.listDeliveries', input, options);
  }

  /**
   * One delivery with its body, and every attempt with its answer.
   *
   * @throws NotFoundError
   * @example
   * const { requestBody, log } = await client.webhooks.getDelivery({ id: deliveryId });
   */
  getDelivery(input: WebhookGetDeliveryInput, options?: CallOptions): Promise<WebhookDeliveryDetail> {
    return this.#transport.query('webhooks.getDelivery', input, options);
  }

  /**
   * Sends the event of a delivery again, to the same endpoint and with the same `webhook-id`.
   *
   * @throws NotFoundError
   * @throws ConflictError when the endpoint is disabled, or the event is too old
   * @example
   * await client.webhooks.redeliver({ id: deliveryId });
   */
  redeliver(input: WebhookRedeliverInput, options?: CallOptions): Promise<WebhookDelivery> {
    return this.#transport.mutation('webhooks.redeliver', input, options);
  }

  /**
   * Sends the events of a range that the endpoint selects; those that have not arrived, unless `onlyMissed` is false.
   * Where there are more than one call makes, `nextFrom` is where the next one begins.
   *
   * @throws NotFoundError
   * @throws ConflictError when the endpoint is disabled
   * @example
   * const { deliveries } = await client.webhooks.replay({ id, from: outage.began, to: outage.ended });
   */
  replay(input: WebhookReplay, options?: CallOptions): Promise<WebhookReplayed> {
    return this.#transport.mutation('webhooks.replay', input, options);
  }

  /**
   * A message without an event once the stream is open, then each event of the organization as it happens, in the form that
   * endpoints are sent. A broken connection is opened again and goes on behind the last event; with `after` a new one goes on behind that event. Leaving the loop closes the stream.
   *
   * @throws NotFoundError when there is no event `after`
   * @throws ServerError with `stopping` when the process stops; the iteration goes on at another by itself
   * @example
   * for await (const { event } of client.webhooks.watch()) console.log(event?.type, event?.timestamp);
   */
  watch(input: WebhookWatchInput = {}, options?: CallOptions): AsyncGenerator<WebhookMessage, void, undefined> {
    const query = input.after === undefined ? '' : `?after=${encodeURIComponent(input.after)}`;
    return this.#transport.subscribe(`/v1/webhook-events${query}`, options);
  }

  /**
   * The same as `verifyWebhook`, which needs no client.
   *
   * @throws WebhookVerificationError
   * @example
   * const event = await client.webhooks.verify({ headers: request.headers, body: await request.text() }, secret);
   */
  verify(
    received: ReceivedWebhook,
    secret: string | readonly string[],
    options?: VerifyOptions,
  ): Promise<WebhookEvent> {
    return verifyWebhook(received, secret, options);
  }
}

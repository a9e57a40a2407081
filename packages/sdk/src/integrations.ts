import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  AccountChoice,
  ConnectionCallback,
  ConnectionStart,
  Integration,
  IntegrationConnectInput,
  IntegrationDisconnectInput,
  IntegrationGetInput,
  IntegrationHealth,
  IntegrationHealthInput,
  IntegrationListInput,
  IntegrationSyncNowInput,
} from './types.ts';

/** Connections to providers, by which numbers arrive by themselves. */
export class Integrations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The organization's connections, at most one for each provider: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { provider, status, nextStep } of client.integrations.list()) console.log(provider, status, nextStep);
   */
  list(input: IntegrationListInput = {}, options?: CallOptions): Paged<Integration> {
    return pagesOf(this.#transport, 'integrations.list', input, options);
  }

  /**
   * How a connection is, why, and what a person does about it.
   *
   * @throws NotFoundError
   * @example
   * const { status, expiresAt } = await client.integrations.get({ id });
   */
  get(input: IntegrationGetInput, options?: CallOptions): Promise<Integration> {
    return this.#transport.query('integrations.get', input, options);
  }

  /**
   * Answers where a person goes to agree. Whoever calls this may finish it with `callback`, once and within ten minutes.
   *
   * @throws ConflictError when the installation has no app of the provider
   * @example
   * const { url } = await client.integrations.connect({ provider: 'meta' });
   */
  connect(input: IntegrationConnectInput, options?: CallOptions): Promise<ConnectionStart> {
    return this.#transport.mutation('integrations.connect', input, options);
  }

  /**
   * Takes what the provider's redirect brought in its address. A browser that is signed in by the cookie needs no such
   * call: the redirect does it.
   *
   * @throws InvalidInputError when the attempt is unknown, was finished before or is over
   * @throws SongTrackProError `provider_refused` when the person did not agree or the provider refuses,
   * `provider_unreachable` when it can't be reached
   * @throws ConflictError when it contradicts what is stored; `details` says with what
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { searchParams } = new URL(location.href);
   * const { accounts } = await client.integrations.callback({
   *   state: searchParams.get('state') ?? '',
   *   code: searchParams.get('code') ?? undefined,
   *   error: searchParams.get('error') ?? undefined,
   * });
   */
  callback(input: ConnectionCallback, options?: CallOptions): Promise<Integration> {
    return this.#transport.mutation('integrations.callback', input, options);
  }

  /**
   * Says which of the offered ad accounts numbers are fetched of: these and no others.
   *
   * @throws NotFoundError
   * @throws ConflictError when the connection doesn't offer one of them; nothing is chosen then
   * @example
   * await client.integrations.selectAccounts({ id, externalIds: accounts.map(({ externalId }) => externalId) });
   */
  selectAccounts(input: AccountChoice, options?: CallOptions): Promise<Integration> {
    return this.#transport.mutation('integrations.selectAccounts', input, options);
  }

  /**
   * Asks for a sync of every chosen ad account, beside the ones by the clock.
   *
   * @throws NotFoundError
   * @throws ConflictError when no ad account is chosen, or somebody has to connect again first
   * @example
   * await client.integrations.syncNow({ id });
   */
  syncNow(input: IntegrationSyncNowInput, options?: CallOptions): Promise<IntegrationHealth> {
    return this.#transport.mutation('integrations.syncNow', input, options);
  }

  /**
   * How fetching goes for each chosen ad account: lag in seconds, days of the back-fill, rows, what is left of limits in
   * percent, the last fault.
   *
   * @throws NotFoundError
   * @example
   * const { accounts } = await client.integrations.health({ id });
   * for (const { name, status, lagSeconds } of accounts) console.log(name, status, lagSeconds);
   */
  health(input: IntegrationHealthInput, options?: CallOptions): Promise<IntegrationHealth> {
    return this.#transport.query('integrations.health', input, options);
  }

  /**
   * Deletes the tokens and what is known of the account, and takes the permission back at Meta. Facts stay.
   *
   * @throws NotFoundError
   * @example
   * await client.integrations.disconnect({ id });
   */
  disconnect(input: IntegrationDisconnectInput, options?: CallOptions): Promise<Integration> {
    return this.#transport.mutation('integrations.disconnect', input, options);
  }
}

import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  ApiKey,
  ApiKeyChange,
  ApiKeyGetInput,
  ApiKeyListInput,
  ApiKeyRevokeInput,
  ApiKeyRotation,
  ApiKeyWithSecret,
  ApiUsage,
  ApiUsageInput,
  NewApiKey,
} from './types.ts';

/** Keys that programs call with. */
export class ApiKeys {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Makes a key for a program. `key` is the key itself and is answered once: keep it like a password. Where an answer
   * got lost and the call is repeated, `key` is null and `hint` says why; replace such a key.
   *
   * @throws PermissionError when a scope is not one of the caller's own permissions
   * @throws InvalidInputError
   * @example
   * const { key } = await client.apiKeys.create({
   *   name: 'Nightly import',
   *   scopes: ['imports:read', 'imports:write'],
   *   allowedNetworks: ['203.0.113.0/24'],
   * });
   */
  create(input: NewApiKey, options?: CallOptions): Promise<ApiKeyWithSecret> {
    return this.#transport.mutation('apiKeys.create', input, options);
  }

  /**
   * The organization's keys, newest first, ended ones too: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { name, lastUsedAt } of client.apiKeys.list()) console.log(name, lastUsedAt);
   */
  list(input: ApiKeyListInput = {}, options?: CallOptions): Paged<ApiKey> {
    return pagesOf(this.#transport, 'apiKeys.list', input, options);
  }

  /**
   * One key by its id, without the key itself. `lastUsedAt` and `useCount` are some seconds behind.
   *
   * @throws NotFoundError
   * @example
   * const { status, useCount } = await client.apiKeys.get({ id });
   */
  get(input: ApiKeyGetInput, options?: CallOptions): Promise<ApiKey> {
    return this.#transport.query('apiKeys.get', input, options);
  }

  /**
   * Renames a key, changes the networks it may be used from, or what it may do; holds for its next call.
   *
   * @throws NotFoundError
   * @throws PermissionError when a scope is added that is not one of the caller's own permissions
   * @throws ConflictError with `details.current` when `version` is not the newest
   * @example
   * await client.apiKeys.update({ id, version: 1, scopes: ['reports:read'] });
   */
  update(input: ApiKeyChange, options?: CallOptions): Promise<ApiKey> {
    return this.#transport.mutation('apiKeys.update', input, options);
  }

  /**
   * Makes a key of the same name, scopes and networks, and lets the replaced one work for `overlapHours` more: 24 unless
   * given, at most 168, 0 to end it at once.
   *
   * @throws NotFoundError
   * @throws PermissionError when the key may do more than the caller
   * @throws ConflictError when the key was replaced before, or has ended
   * @example
   * const { key } = await client.apiKeys.rotate({ id, overlapHours: 48 });
   */
  rotate(input: ApiKeyRotation, options?: CallOptions): Promise<ApiKeyWithSecret> {
    return this.#transport.mutation('apiKeys.rotate', input, options);
  }

  /**
   * Ends a key at once, in every server process and with every open stream. It can't be taken back.
   *
   * @throws NotFoundError
   * @example
   * await client.apiKeys.revoke({ id });
   */
  revoke(input: ApiKeyRevokeInput, options?: CallOptions): Promise<ApiKey> {
    return this.#transport.mutation('apiKeys.revoke', input, options);
  }

  /**
   * The organization's calls, added up by key, procedure or day: await it for a page, or iterate over all. Counts are some
   * seconds behind, and kept for 90 days.
   *
   * @throws InvalidInputError when the range is longer than 92 days, or the cursor belongs to another list
   * @example
   * for await (const { procedure, requests, latencyMs } of client.apiKeys.usage({ groupBy: 'procedure' }))
   *   console.log(procedure, requests, latencyMs.p95);
   */
  usage(input: ApiUsageInput = {}, options?: CallOptions): Paged<ApiUsage> {
    return pagesOf(this.#transport, 'apiKeys.usage', input, options);
  }
}

import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { OrganizationIdentity } from './types.ts';

/** The organization that a key belongs to. */
export class Organizations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The organization that the API key belongs to, and the key's own name, scopes and expiry.
   *
   * @throws AuthenticationError
   * @example
   * const { organization } = await client.organizations.me();
   */
  me(options?: CallOptions): Promise<OrganizationIdentity> {
    return this.#transport.query('organizations.me', {}, options);
  }
}

import { createTransport, type Transport } from './call.ts';
import type { ClientOptions } from './options.ts';

/** A class of calls, for example `Campaigns`. */
export type Resource = new (transport: Transport) => object;

/**
 * A client of some resources only: a page that uses three of them does not carry the code of the others.
 *
 * @example
 * import { Campaigns, clientWith, Metrics } from '@songtrackpro/sdk';
 * const client = clientWith({ campaigns: Campaigns, metrics: Metrics }, { session, baseUrl });
 * const page = await client.campaigns.list();
 */
export function clientWith<Resources extends Readonly<Record<string, Resource>>>(
  resources: Resources,
  options: ClientOptions,
): { readonly [Name in keyof Resources]: InstanceType<Resources[Name]> } {
  const transport = createTransport(options);
  const entries = Object.entries(resources).map(([name, Calls]) => [name, new Calls(transport)]);
  return Object.fromEntries(entries) as { [Name in keyof Resources]: InstanceType<Resources[Name]> };
}

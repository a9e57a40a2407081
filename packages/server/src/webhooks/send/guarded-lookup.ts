import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** A name leads, with one of its addresses at least, to where nothing may be sent. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/**
 * Resolves a name for one connection, which is made to an address that is answered here and to no other: a name that leads
 * elsewhere the next time it is asked gains nothing.
 */
export const guardedLookup =
  (resolve: typeof systemLookup = systemLookup): LookupFunction =>
  (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        return answer(new PrivateAddressError('The name leads to an address that is not public.'), '', 0);
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };

import {
  findEndpointSecrets,
  listEndpointsSealedOtherwise,
  type Postgres,
  resealEndpoint,
  type SealedSecret,
  withTenant,
} from '@songtrackpro/db';
import type { Keyring } from '../core/keyring.ts';
import { type Resealed, resealEach } from '../core/reseal-each.ts';
import { type EndpointRef, openSecret, sealSecret } from './secrets.ts';

async function rewrapOne(postgres: Pick<Postgres, 'app'>, keyring: Keyring, of: EndpointRef): Promise<boolean> {
  const anew = (secret: SealedSecret) => sealSecret(keyring, of, openSecret(keyring, of, secret));
  return withTenant(postgres, { organizationId: of.organizationId }, async (tx) => {
    const before = await findEndpointSecrets(tx, of.id);
    if (!before) return false;
    const { current, previous } = before;
    return resealEndpoint(tx, of.id, before, { current: anew(current), previous: previous && anew(previous) });
  });
}

/** Seals the secrets of all endpoints anew with the first key of the ring. May be repeated. */
export const rewrapSecrets = async (postgres: Pick<Postgres, 'app' | 'worker'>, keyring: Keyring): Promise<Resealed> =>
  resealEach(await listEndpointsSealedOtherwise(postgres, keyring.keyId), (of) => rewrapOne(postgres, keyring, of));

import {
  findEndpointSecrets,
  listEndpointsSealedOtherwise,
  type Postgres,
  resealEndpoint,
  type SealedSecret,
  withTenant,
} from '@songtrackpro/db';
import { type Keyring, SealError } from '../core/keyring.ts';
import { type EndpointRef, openSecret, sealSecret } from './secrets.ts';

export interface RewrappedSecrets {
  /** Endpoints whose secrets the newest key seals now. */
  resealed: number;
  /** Endpoints with a secret that no key of the ring opens. */
  unreadable: { id: string; message: string }[];
}

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
export async function rewrapSecrets(
  postgres: Pick<Postgres, 'app' | 'worker'>,
  keyring: Keyring,
): Promise<RewrappedSecrets> {
  const outcome: RewrappedSecrets = { resealed: 0, unreadable: [] };
  for (const of of await listEndpointsSealedOtherwise(postgres, keyring.keyId)) {
    try {
      if (await rewrapOne(postgres, keyring, of)) outcome.resealed += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      outcome.unreadable.push({ id: of.id, message: error.message });
    }
  }
  return outcome;
}

import {
  findSealedTokens,
  listSealedOtherwise,
  openPostgres,
  type Postgres,
  replaceSealedTokens,
  withTenant,
} from '@songtrackpro/db';
import { Keyring } from '../../core/keyring.ts';
import { type Resealed, resealEach } from '../../core/reseal-each.ts';
import type { StoreSettings } from '../../core/settings.ts';
import { rewrapSecrets } from '../../webhooks/index.ts';
import type { ConnectionRef } from './places.ts';
import { openTokens, sealTokens } from './seal-tokens.ts';

async function rewrapOne(postgres: Pick<Postgres, 'app'>, keyring: Keyring, of: ConnectionRef): Promise<boolean> {
  return withTenant(postgres, { organizationId: of.organizationId }, async (tx) => {
    const tokens = await findSealedTokens(tx, of.id);
    if (!tokens) return false;
    const plain = { ...openTokens(keyring, of, tokens), expiresAt: tokens.expiresAt, refreshAt: tokens.refreshAt };
    return replaceSealedTokens(tx, of.id, tokens, sealTokens(keyring, of, plain));
  });
}

/** Seals all tokens anew with the first key of the ring, so that the others may be taken out of it. May be repeated. */
export const rewrapTokens = async (postgres: Pick<Postgres, 'app' | 'worker'>, keyring: Keyring): Promise<Resealed> =>
  resealEach(await listSealedOtherwise(postgres, keyring.keyId), (of) => rewrapOne(postgres, keyring, of));

/** The same for an operator, beside servers that are at work, with the secrets of webhook endpoints. */
export async function rewrapStoredTokens({
  urls,
  tokenKeys,
}: Pick<StoreSettings, 'urls' | 'tokenKeys'>): Promise<Resealed & { keyId: string; webhooks: Resealed }> {
  const keyring = new Keyring(tokenKeys);
  const postgres = await openPostgres(urls);
  try {
    const webhooks = await rewrapSecrets(postgres, keyring);
    return { keyId: keyring.keyId, webhooks, ...(await rewrapTokens(postgres, keyring)) };
  } finally {
    await postgres.close();
  }
}

import {
  findSealedTokens,
  listSealedOtherwise,
  openPostgres,
  type Postgres,
  replaceSealedTokens,
  withTenant,
} from '@songtrackpro/db';
import { Keyring, SealError } from '../../core/keyring.ts';
import type { StoreSettings } from '../../core/settings.ts';
import { type RewrappedSecrets, rewrapSecrets } from '../../webhooks/index.ts';
import type { ConnectionRef } from './places.ts';
import { openTokens, sealTokens } from './seal-tokens.ts';

export interface Rewrapped {
  /** Connections whose tokens the newest key seals now. */
  resealed: number;
  /** Connections whose tokens no key of the ring opens, or lie in a row that they were not sealed for. */
  unreadable: { id: string; message: string }[];
}

async function rewrapOne(postgres: Pick<Postgres, 'app'>, keyring: Keyring, of: ConnectionRef): Promise<boolean> {
  return withTenant(postgres, { organizationId: of.organizationId }, async (tx) => {
    const tokens = await findSealedTokens(tx, of.id);
    if (!tokens) return false;
    const plain = { ...openTokens(keyring, of, tokens), expiresAt: tokens.expiresAt, refreshAt: tokens.refreshAt };
    return replaceSealedTokens(tx, of.id, tokens, sealTokens(keyring, of, plain));
  });
}

/** Seals all tokens anew with the first key of the ring, so that the others may be taken out of it. May be repeated. */
export async function rewrapTokens(postgres: Pick<Postgres, 'app' | 'worker'>, keyring: Keyring): Promise<Rewrapped> {
  const outcome: Rewrapped = { resealed: 0, unreadable: [] };
  for (const of of await listSealedOtherwise(postgres, keyring.keyId)) {
    try {
      if (await rewrapOne(postgres, keyring, of)) outcome.resealed += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      outcome.unreadable.push({ id: of.id, message: error.message });
    }
  }
  return outcome;
}

/** The same for an operator, beside servers that are at work, with the secrets of webhook endpoints. */
export async function rewrapStoredTokens({
  urls,
  tokenKeys,
}: Pick<StoreSettings, 'urls' | 'tokenKeys'>): Promise<Rewrapped & { keyId: string; webhooks: RewrappedSecrets }> {
  const keyring = new Keyring(tokenKeys);
  const postgres = await openPostgres(urls);
  try {
    const webhooks = await rewrapSecrets(postgres, keyring);
    return { keyId: keyring.keyId, webhooks, ...(await rewrapTokens(postgres, keyring)) };
  } finally {
    await postgres.close();
  }
}

import type { SealedTokens } from '@songtrackpro/db';
import type { Keyring } from '../../core/keyring.ts';
import type { PlainTokens } from '../grants/connector.ts';
import { type ConnectionRef, placeOfToken } from './places.ts';

/** Tokens as the database keeps them, sealed for the row of the connection. */
export function sealTokens(keyring: Keyring, of: ConnectionRef, tokens: PlainTokens): SealedTokens {
  const { access, refresh, expiresAt, refreshAt } = tokens;
  return {
    access: keyring.seal(access, placeOfToken(of, 'access_token')),
    refresh: refresh === null ? null : keyring.seal(refresh, placeOfToken(of, 'refresh_token')),
    keyId: keyring.keyId,
    expiresAt,
    refreshAt,
  };
}

/** @throws SealError where the key is gone, or the row is another one */
export function openTokens(
  keyring: Keyring,
  of: ConnectionRef,
  { access, refresh }: Pick<SealedTokens, 'access' | 'refresh'>,
): Pick<PlainTokens, 'access' | 'refresh'> {
  return {
    access: keyring.open(access, placeOfToken(of, 'access_token')),
    refresh: refresh === null ? null : keyring.open(refresh, placeOfToken(of, 'refresh_token')),
  };
}

import type { Place } from '../../core/keyring.ts';

/** A connection, wherever it is worked on. */
export interface ConnectionRef {
  organizationId: string;
  id: string;
}

/** Where a connection's token lies: sealed for it, it opens nowhere else. */
export const placeOfToken = (
  { organizationId, id }: ConnectionRef,
  field: 'access_token' | 'refresh_token',
): Place => ({
  organizationId,
  row: `integration ${id}`,
  field,
});

export const placeOfVerifier = (organizationId: string, stateHash: Buffer): Place => ({
  organizationId,
  row: `connection attempt ${stateHash.toString('hex')}`,
  field: 'code_verifier',
});

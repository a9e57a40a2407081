import { randomBytes } from 'node:crypto';
import type { SealedSecret } from '@songtrackpro/db';
import type { Keyring, Place } from '../core/keyring.ts';

const secretBytes = 32;

/** A new secret in the form of the specification. */
export const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`;

/** An endpoint, wherever it is worked on. */
export interface EndpointRef {
  organizationId: string;
  id: string;
}

// A replaced secret is moved as it is: it keeps the place that it was sealed for.
const placeOf = ({ organizationId, id }: EndpointRef): Place => ({
  organizationId,
  row: `webhook endpoint ${id}`,
  field: 'secret',
});

export const sealSecret = (keyring: Keyring, of: EndpointRef, secret: string): SealedSecret => ({
  text: keyring.seal(secret, placeOf(of)),
  keyId: keyring.keyId,
});

/** @throws SealError */
export const openSecret = (keyring: Keyring, of: EndpointRef, { text }: SealedSecret): string =>
  keyring.open(text, placeOf(of));

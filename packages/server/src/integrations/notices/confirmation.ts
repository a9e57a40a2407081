import { type Keyring, SealError } from '../../core/keyring.ts';

const place = { organizationId: '', row: 'data deletion', field: 'confirmation' };

/** A code of letters and digits that says when a deletion was done, so that nothing about it has to be kept. */
export const confirmationCode = (keyring: Keyring, at: Date): string =>
  Buffer.from(keyring.seal(at.toISOString(), place)).toString('hex');

/** The moment of a code; null where it is none of ours. */
export function readConfirmation(keyring: Keyring, code: string): string | null {
  try {
    return keyring.open(Buffer.from(code, 'hex').toString(), place);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

import { AppError } from '../core/app-error.ts';

const minimumContext = 4;
let common: Promise<Set<string>> | undefined;

/** Passwords that are tried first; the list is large and is loaded by the first call. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}

/**
 * Refuses a password that is among the common ones, one character repeated, or the person’s own address or name. Length
 * is the contract’s.
 *
 * @throws AppError invalid_input that names the field
 */
export async function checkPassword(
  field: string,
  password: string,
  person: { email: string; name?: string },
): Promise<void> {
  const folded = password.toLowerCase();
  const own = [person.email, person.email.split('@')[0] ?? '', person.name ?? '', 'songtrackpro'];
  const refuse = (message: string): never => {
    throw new AppError('invalid_input', { details: { fields: [{ path: field, message }] } });
  };
  if ((await commonPasswords()).has(folded) || new Set(folded).size === 1)
    refuse('is one of the most common passwords; choose another one, a sentence for example');
  if (own.some((text) => text.length >= minimumContext && folded === text.toLowerCase()))
    refuse('is your own address or name, or that of this service; choose another one');
}

import type { InvitationSignUp } from '@songtrackpro/contracts';
import { findProfile, findUserId, type Profile, updateProfile } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { OpenContext } from '../core/context.ts';
import { type Auth, authOf } from './auth.ts';
import { checkPassword } from './check-password.ts';
import { recordEvent } from './record-event.ts';
import { withLibrary } from './with-library.ts';

type Person = Omit<z.output<typeof InvitationSignUp>, 'token'> & { email: string };

type Accounts = Awaited<Auth['$context']>['internalAdapter'];

const hasAccount = () =>
  new AppError('conflict', { message: 'This address has an account. Sign in and accept the invitation with it.' });

/**
 * What somebody made with the address without proving that it is theirs is not the owner's: its ways to sign in go, and
 * the owner's takes their place.
 */
async function takeOver(accounts: Accounts, { id }: Profile): Promise<string> {
  await accounts.deleteUserSessions(id);
  await accounts.deleteAccounts(id);
  await accounts.updateUser(id, { emailVerified: true });
  return id;
}

/**
 * Makes the account of a person who has proven the address otherwise, by a token that only its mailbox got.
 *
 * @returns the person's id
 * @throws AppError conflict where the address has a verified account; invalid_input for the password
 */
export async function makeVerifiedPerson(ctx: OpenContext, person: Person): Promise<string> {
  const { postgres } = ctx.services;
  const { email, password, name, accountType, locale, timeZone } = person;
  await checkPassword('password', password, { email, name });
  const { internalAdapter: accounts, password: passwords } = await (await authOf(ctx.services)).$context;
  const hash = await passwords.hash(password);
  const knownId = await findUserId(postgres, email);
  const known = knownId === null ? null : await findProfile(postgres, knownId);
  if (known?.emailVerified) throw hasAccount();
  try {
    return await withLibrary(ctx, async () => {
      const fresh = { email, name, role: accountType, emailVerified: true };
      const userId = known
        ? await takeOver(accounts, known)
        : (await accounts.createUser(fresh, { method: 'email-password' })).id;
      await accounts.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
      await updateProfile(postgres, userId, { name, ...(locale && { locale }), ...(timeZone && { timeZone }) });
      await recordEvent(ctx, { userId });
      return userId;
    });
  } catch (error) {
    // The same token was used at the same moment: one of the two makes the account.
    const twinId = await findUserId(postgres, email);
    if (twinId !== null && (await findProfile(postgres, twinId))?.emailVerified) throw hasAccount();
    throw error;
  }
}

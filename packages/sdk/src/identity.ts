import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  Accepted,
  AccountDeleted,
  BackupCodes,
  EmailChanged,
  EmailVerified,
  IdentityChangeEmailInput,
  IdentityChangePasswordInput,
  IdentityCompleteOnboardingStepInput,
  IdentityConfirmEmailChangeInput,
  IdentityConfirmTwoFactorInput,
  IdentityDeleteAccountInput,
  IdentityDisableTwoFactorInput,
  IdentityEnableTwoFactorInput,
  IdentityEvent,
  IdentityListEventsInput,
  IdentityRegenerateBackupCodesInput,
  IdentityRequestPasswordResetInput,
  IdentityResendVerificationInput,
  IdentityResetPasswordInput,
  IdentityRevokeSessionInput,
  IdentitySkipOnboardingStepInput,
  IdentityVerifyEmailInput,
  IdentityVerifyTwoFactorInput,
  MyAccount,
  OtherSessionsRevoked,
  PasswordReset,
  Profile,
  ProfileUpdate,
  SessionList,
  SessionReplaced,
  SessionsRevoked,
  SignedIn,
  SignedOut,
  SignInInput,
  SignUpInput,
  TwoFactorSetup,
} from './types.ts';

/**
 * People: signing up and in, sessions, the second factor, and one's own account. Calls before a sign-in need no token;
 * the others are made with the `session` of a client.
 */
export class Identity {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Makes an account; a mail brings the token for {@link Identity.verifyEmail}. Answered alike where the address has an
   * account already.
   *
   * @throws InvalidInputError when the password is too short, too long, a common one or one's own address
   * @throws RateLimitError
   * @example
   * await client.identity.signUp({ email: 'someone@example.com', password: 'a long sentence of mine', name: 'Someone' });
   */
  signUp(input: SignUpInput, options?: CallOptions): Promise<Accepted> {
    return this.#transport.unkeyed('identity.signUp', input, options);
  }

  /**
   * Proves that an address is one's own, by the token of the mail.
   *
   * @throws InvalidInputError `token_invalid`
   * @throws RateLimitError after too many attempts
   * @example
   * await client.identity.verifyEmail({ token });
   */
  verifyEmail(input: IdentityVerifyEmailInput, options?: CallOptions): Promise<EmailVerified> {
    return this.#transport.unkeyed('identity.verifyEmail', input, options);
  }

  /**
   * Sends the mail of the sign-up once more, where the address waits for its verification.
   *
   * @throws RateLimitError
   * @example
   * await client.identity.resendVerification({ email: 'someone@example.com' });
   */
  resendVerification(input: IdentityResendVerificationInput, options?: CallOptions): Promise<Accepted> {
    return this.#transport.unkeyed('identity.resendVerification', input, options);
  }

  /**
   * Begins a session. Where `twoFactorRequired` is true, go on with {@link Identity.verifyTwoFactor}; otherwise `session`
   * is what a client of this person is made with.
   *
   * @throws AuthenticationError `sign_in_failed`, for a wrong password and an unknown address alike
   * @throws PermissionError `email_not_verified`
   * @throws RateLimitError
   * @example
   * const { session } = await client.identity.signIn({ email: 'someone@example.com', password: 'a long sentence of mine' });
   */
  signIn(input: SignInInput, options?: CallOptions): Promise<SignedIn> {
    return this.#transport.unkeyed('identity.signIn', input, options);
  }

  /**
   * Completes a sign-in with a code of the authenticator app, or a backup code.
   *
   * @throws AuthenticationError `two_factor_failed`
   * @throws RateLimitError
   * @throws PermissionError with `foreign_origin` from a page of another origin
   * @example
   * const { session } = await client.identity.verifyTwoFactor({ challenge, code: '123456' });
   */
  verifyTwoFactor(input: IdentityVerifyTwoFactorInput, options?: CallOptions): Promise<SignedIn> {
    return this.#transport.unkeyed('identity.verifyTwoFactor', input, options);
  }

  /**
   * Sends the token for {@link Identity.resetPassword}, where the address has an account.
   *
   * @throws RateLimitError
   * @example
   * await client.identity.requestPasswordReset({ email: 'someone@example.com' });
   */
  requestPasswordReset(input: IdentityRequestPasswordResetInput, options?: CallOptions): Promise<Accepted> {
    return this.#transport.unkeyed('identity.requestPasswordReset', input, options);
  }

  /**
   * Sets a new password by the token of the mail, and ends every session of the person.
   *
   * @throws InvalidInputError `token_invalid`, or `invalid_input` for the password
   * @throws RateLimitError after too many attempts
   * @example
   * await client.identity.resetPassword({ token, newPassword: 'another long sentence of mine' });
   */
  resetPassword(input: IdentityResetPasswordInput, options?: CallOptions): Promise<PasswordReset> {
    return this.#transport.unkeyed('identity.resetPassword', input, options);
  }

  /**
   * Makes a new address one's own, by the token of the mail that was sent to it.
   *
   * @throws InvalidInputError `token_invalid`
   * @throws RateLimitError after too many attempts
   * @example
   * await client.identity.confirmEmailChange({ token });
   */
  confirmEmailChange(input: IdentityConfirmEmailChangeInput, options?: CallOptions): Promise<EmailChanged> {
    return this.#transport.unkeyed('identity.confirmEmailChange', input, options);
  }

  /**
   * The person who is signed in.
   *
   * @throws AuthenticationError
   * @example
   * const { name, onboarding } = await client.identity.me();
   */
  me(options?: CallOptions): Promise<MyAccount> {
    return this.#transport.query('identity.me', {}, options);
  }

  /**
   * Changes the given fields of one's account; null clears one.
   *
   * @throws InvalidInputError
   * @throws ConflictError when a member of staff would change the own account type
   * @example
   * await client.identity.updateProfile({ timeZone: 'Europe/Berlin', phone: null });
   */
  updateProfile(input: ProfileUpdate, options?: CallOptions): Promise<Profile> {
    return this.#transport.mutation('identity.updateProfile', input, options);
  }

  /**
   * Notes that a first step was done.
   *
   * @example
   * const { onboarding } = await client.identity.completeOnboardingStep({ step: 'profile' });
   */
  completeOnboardingStep(input: IdentityCompleteOnboardingStepInput, options?: CallOptions): Promise<Profile> {
    return this.#transport.mutation('identity.completeOnboardingStep', input, options);
  }

  /**
   * Goes on without a first step, which can still be completed later.
   *
   * @example
   * const { onboarding } = await client.identity.skipOnboardingStep({ step: 'connection' });
   */
  skipOnboardingStep(input: IdentitySkipOnboardingStepInput, options?: CallOptions): Promise<Profile> {
    return this.#transport.mutation('identity.skipOnboardingStep', input, options);
  }

  /**
   * Sends a token for {@link Identity.confirmEmailChange} to a new address, and a notice to the old one.
   *
   * @throws PermissionError `password_wrong`
   * @throws RateLimitError
   * @example
   * await client.identity.changeEmail({ newEmail: 'else@example.com', password: 'a long sentence of mine' });
   */
  changeEmail(input: IdentityChangeEmailInput, options?: CallOptions): Promise<Accepted> {
    return this.#transport.mutation('identity.changeEmail', input, options);
  }

  /**
   * Sets another password. Every session ends, that of the call included; the one in the answer goes on.
   *
   * @throws PermissionError `password_wrong`
   * @throws InvalidInputError for the new password
   * @throws RateLimitError after too many attempts
   * @example
   * const { session } = await client.identity.changePassword({ currentPassword, newPassword });
   */
  changePassword(input: IdentityChangePasswordInput, options?: CallOptions): Promise<SessionReplaced> {
    return this.#transport.mutation('identity.changePassword', input, options);
  }

  /**
   * Deletes one's account, and organizations that nobody else belongs to.
   *
   * @throws PermissionError `password_wrong`
   * @throws ConflictError while one is the only owner of an organization with other members
   * @throws RateLimitError after too many attempts
   * @example
   * await client.identity.deleteAccount({ password: 'a long sentence of mine' });
   */
  deleteAccount(input: IdentityDeleteAccountInput, options?: CallOptions): Promise<AccountDeleted> {
    return this.#transport.mutation('identity.deleteAccount', input, options);
  }

  /**
   * What happened to one's account, newest first: sign-ins, refused ones too, and changes.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { action, outcome, ip } of client.identity.listEvents()) console.log(action, outcome, ip);
   */
  listEvents(input: IdentityListEventsInput = {}, options?: CallOptions): Paged<IdentityEvent> {
    return pagesOf(this.#transport, 'identity.listEvents', input, options);
  }

  /**
   * Ends the session of this client.
   *
   * @example
   * await client.identity.signOut();
   */
  signOut(options?: CallOptions): Promise<SignedOut> {
    return this.#transport.mutation('identity.signOut', {}, options);
  }

  /**
   * One's sessions that have not ended, newest first.
   *
   * @example
   * const { items } = await client.identity.listSessions();
   */
  listSessions(options?: CallOptions): Promise<SessionList> {
    return this.#transport.query('identity.listSessions', {}, options);
  }

  /**
   * Ends one of one's sessions.
   *
   * @throws NotFoundError
   * @example
   * await client.identity.revokeSession({ id });
   */
  revokeSession(input: IdentityRevokeSessionInput, options?: CallOptions): Promise<SessionsRevoked> {
    return this.#transport.mutation('identity.revokeSession', input, options);
  }

  /**
   * Ends all of one's sessions but that of this client.
   *
   * @example
   * const { revoked } = await client.identity.revokeOtherSessions();
   */
  revokeOtherSessions(options?: CallOptions): Promise<OtherSessionsRevoked> {
    return this.#transport.mutation('identity.revokeOtherSessions', {}, options);
  }

  /**
   * Answers what an authenticator app needs, and the backup codes; {@link Identity.confirmTwoFactor} switches it on.
   *
   * @throws PermissionError `password_wrong`
   * @throws ConflictError when a second factor is on already
   * @throws RateLimitError after too many attempts
   * @example
   * const { uri, backupCodes } = await client.identity.enableTwoFactor({ password: 'a long sentence of mine' });
   */
  enableTwoFactor(input: IdentityEnableTwoFactorInput, options?: CallOptions): Promise<TwoFactorSetup> {
    return this.#transport.mutation('identity.enableTwoFactor', input, options);
  }

  /**
   * Switches the second factor on, by a code of the app. Every session ends; the one in the answer goes on.
   *
   * @throws AuthenticationError `two_factor_failed`
   * @throws ConflictError when the second factor is on already
   * @throws RateLimitError after too many attempts
   * @example
   * const { session } = await client.identity.confirmTwoFactor({ code: '123456' });
   */
  confirmTwoFactor(input: IdentityConfirmTwoFactorInput, options?: CallOptions): Promise<SessionReplaced> {
    return this.#transport.mutation('identity.confirmTwoFactor', input, options);
  }

  /**
   * Answers new backup codes and voids those that are left; {@link Identity.me} says how many are.
   *
   * @throws PermissionError `password_wrong`
   * @throws ConflictError while the second factor is off
   * @throws RateLimitError after too many attempts
   * @example
   * const { backupCodes } = await client.identity.regenerateBackupCodes({ password: 'a long sentence of mine' });
   */
  regenerateBackupCodes(input: IdentityRegenerateBackupCodesInput, options?: CallOptions): Promise<BackupCodes> {
    return this.#transport.mutation('identity.regenerateBackupCodes', input, options);
  }

  /**
   * Switches the second factor off. The session of the call ends; the one in the answer goes on.
   *
   * @throws PermissionError `password_wrong`
   * @throws RateLimitError after too many attempts
   * @example
   * const { session } = await client.identity.disableTwoFactor({ password: 'a long sentence of mine' });
   */
  disableTwoFactor(input: IdentityDisableTwoFactorInput, options?: CallOptions): Promise<SessionReplaced> {
    return this.#transport.mutation('identity.disableTwoFactor', input, options);
  }
}

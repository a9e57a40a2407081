// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { OnboardingTask } from './onboarding.ts';
import type { IdentityEvent, SessionEntry } from './schemas.ts';

export interface AccountDeleted {
  /** Organizations that had nobody else. */
  deletedOrganizationIds: string[];
}

export interface EmailChanged {
  changed: true;
}

export interface EmailVerified {
  verified: true;
}

export interface IdentityChangeEmailInput {
  /** E-mail address; upper and lower case are the same. */
  newEmail: string;
  password: string;
}

export interface IdentityChangePasswordInput {
  currentPassword: string;
  /** 8 to 256 characters of any kind; common passwords and your own address or name are refused. */
  newPassword: string;
}

export interface IdentityCompleteOnboardingStepInput {
  step: OnboardingTask;
}

export interface IdentityConfirmEmailChangeInput {
  /** The token in the mail; it works once. */
  token: string;
}

export interface IdentityConfirmTwoFactorInput {
  code: string;
}

export interface IdentityDeleteAccountInput {
  password: string;
}

export interface IdentityDisableTwoFactorInput {
  password: string;
}

export interface IdentityEnableTwoFactorInput {
  password: string;
}

export interface IdentityEventPage {
  items: IdentityEvent[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface IdentityListEventsInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export type IdentityListSessionsInput = Record<string, never>;

export type IdentityMeInput = Record<string, never>;

export interface IdentityRegenerateBackupCodesInput {
  password: string;
}

export interface IdentityRequestPasswordResetInput {
  /** E-mail address; upper and lower case are the same. */
  email: string;
}

export interface IdentityResendVerificationInput {
  /** E-mail address; upper and lower case are the same. */
  email: string;
}

export interface IdentityResetPasswordInput {
  /** The token in the mail; it works once. */
  token: string;
  /** 8 to 256 characters of any kind; common passwords and your own address or name are refused. */
  newPassword: string;
}

export type IdentityRevokeOtherSessionsInput = Record<string, never>;

export interface IdentityRevokeSessionInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type IdentitySignOutInput = Record<string, never>;

export interface IdentitySkipOnboardingStepInput {
  step: OnboardingTask;
}

export interface IdentityVerifyEmailInput {
  /** The token in the mail; it works once. */
  token: string;
}

export interface IdentityVerifyTwoFactorInput {
  /** As `identity.signIn` answered it. */
  challenge: string;
  /** Six digits of the authenticator app, or a backup code. */
  code: string;
  /** A program takes the session’s token from the answer; for a browser the server sets it as a cookie that no script reads. */
  transport?: 'token' | 'cookie' | undefined;
}

export interface OtherSessionsRevoked {
  /** How many sessions were ended. */
  revoked: number;
}

export interface PasswordReset {
  reset: true;
}

export interface SessionList {
  items: SessionEntry[];
}

export interface SessionsRevoked {
  revoked: number;
}

export interface SignedOut {
  signedOut: true;
}

// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from './core.ts';

export interface Accepted {
  /** Says nothing on whether the address is known. */
  accepted: true;
}

export interface AccountDeleted {
  /** Organizations that had nobody else. */
  deletedOrganizationIds: string[];
}

export type AccountType = 'artist' | 'label' | 'agency';

export interface BackupCodes {
  /** Each replaces one code of the app, once; shown once. */
  backupCodes: string[] | null;
  /** Only in a repeated answer: says that the codes were shown once. */
  hint?: string | undefined;
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

export interface IdentityEvent {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Procedure, for example `identity.signIn`. */
  action: string;
  outcome: 'done' | 'refused';
  ip: string | null;
  userAgent: string | null;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
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

export interface MyAccount {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** E-mail address; upper and lower case are the same. */
  email: string;
  emailVerified: boolean;
  name: string;
  /** What the person signed up as; `admin` runs this installation. */
  accountType: 'artist' | 'label' | 'agency' | 'admin';
  /** Address of a picture. */
  image: string | null;
  /** In the form of E.164: `+` and digits. */
  phone: string | null;
  /** BCP 47, for example `de-AT`. */
  locale: string | null;
  /** IANA time zone name. */
  timeZone: string | null;
  twoFactorEnabled: boolean;
  /** The organization of calls that name none. */
  homeOrganizationId: string | null;
  onboarding: Onboarding;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Backup codes of the second factor that were not used yet; null where it is off. */
  backupCodesLeft: number | null;
}

export interface Onboarding {
  /** The step that is next. */
  step: 'profile' | 'organization' | 'connection' | 'done';
  /** When which step was done. */
  done: {
    profile: Instant | null;
    organization: Instant | null;
    connection: Instant | null;
  };
  /** Steps that were left out. */
  skipped: OnboardingTask[];
  /** When no step was left. */
  completedAt: Instant | null;
}

export type OnboardingTask = 'profile' | 'organization' | 'connection';

export interface OtherSessionsRevoked {
  /** How many sessions were ended. */
  revoked: number;
}

export interface PasswordReset {
  reset: true;
}

export interface Profile {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** E-mail address; upper and lower case are the same. */
  email: string;
  emailVerified: boolean;
  name: string;
  /** What the person signed up as; `admin` runs this installation. */
  accountType: 'artist' | 'label' | 'agency' | 'admin';
  /** Address of a picture. */
  image: string | null;
  /** In the form of E.164: `+` and digits. */
  phone: string | null;
  /** BCP 47, for example `de-AT`. */
  locale: string | null;
  /** IANA time zone name. */
  timeZone: string | null;
  twoFactorEnabled: boolean;
  /** The organization of calls that name none. */
  homeOrganizationId: string | null;
  onboarding: Onboarding;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

export interface ProfileUpdate {
  name?: string | undefined;
  image?: string | null | undefined;
  phone?: string | null | undefined;
  locale?: string | null | undefined;
  timeZone?: string | null | undefined;
  accountType?: AccountType | undefined;
}

export interface SessionEntry {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Whether the call was made with it. */
  current: boolean;
  ip: string | null;
  userAgent: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** To the day. */
  lastUsedAt: Instant;
  /** Moves on while the session is used. */
  expiresAt: Instant;
}

export interface SessionList {
  items: SessionEntry[];
}

export interface SessionReplaced {
  /** Token of the session that goes on in place of that of the call; null where it was set as a cookie. */
  session: string | null;
  /** Only in a repeated answer: says that the session was shown once. */
  hint?: string | undefined;
}

export interface SessionsRevoked {
  revoked: number;
}

export interface SignInInput {
  /** E-mail address; upper and lower case are the same. */
  email: string;
  password: string;
  /** A program takes the session’s token from the answer; for a browser the server sets it as a cookie that no script reads. */
  transport?: 'token' | 'cookie' | undefined;
}

export interface SignUpInput {
  /** E-mail address; upper and lower case are the same. */
  email: string;
  /** 8 to 256 characters of any kind; common passwords and your own address or name are refused. */
  password: string;
  name: string;
  accountType?: AccountType | undefined;
  /** BCP 47, for example `de-AT`. */
  locale?: string | undefined;
  /** IANA time zone name. */
  timeZone?: string | undefined;
}

export interface SignedIn {
  /** Token of the new session; null where it was set as a cookie, or where a second factor is needed first. */
  session: string | null;
  /** Whether `identity.verifyTwoFactor` has to be called with the challenge. */
  twoFactorRequired: boolean;
  /** Goes into `identity.verifyTwoFactor` within ten minutes. */
  challenge: string | null;
}

export interface SignedOut {
  signedOut: true;
}

export interface TwoFactorSetup {
  /** `otpauth://` address for an authenticator app, to be shown as a QR code; shown once. */
  uri: string | null;
  /** Each replaces one code of the app, once; shown once. */
  backupCodes: string[] | null;
  /** Only in a repeated answer: says what was shown once. */
  hint?: string | undefined;
}

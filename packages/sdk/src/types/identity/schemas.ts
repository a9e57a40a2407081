// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { OnboardingTask } from './onboarding.ts';

export interface Accepted {
  /** Says nothing on whether the address is known. */
  accepted: true;
}

export type AccountType = 'artist' | 'label' | 'agency';

export interface BackupCodes {
  /** Each replaces one code of the app, once; shown once. */
  backupCodes: string[] | null;
  /** Only in a repeated answer: says that the codes were shown once. */
  hint?: string | undefined;
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

export interface SessionReplaced {
  /** Token of the session that goes on in place of that of the call; null where it was set as a cookie. */
  session: string | null;
  /** Only in a repeated answer: says that the session was shown once. */
  hint?: string | undefined;
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

export interface TwoFactorSetup {
  /** `otpauth://` address for an authenticator app, to be shown as a QR code; shown once. */
  uri: string | null;
  /** Each replaces one code of the app, once; shown once. */
  backupCodes: string[] | null;
  /** Only in a repeated answer: says what was shown once. */
  hint?: string | undefined;
}

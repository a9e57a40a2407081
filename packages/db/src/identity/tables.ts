import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { primaryId } from '../core/columns.ts';
import { allRows, appends, operatorPolicy } from '../core/policies.ts';
import { users } from '../organizations/tables.ts';

// Property names are those of the sign-in library (better-auth), which these tables belong to. It speaks of times as Date.
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const createdAt = () => instant('created_at').notNull().defaultNow();
const updatedAt = () => instant('updated_at').notNull().defaultNow();

const signInOnly = () => allRows('authentication', 'app_auth');
const ofUser = (userId: Parameters<typeof foreignKey>[0]['columns'][0]) =>
  foreignKey({ columns: [userId], foreignColumns: [users.id] }).onDelete('cascade');

export const authSessions = pgTable(
  'auth_sessions',
  {
    id: primaryId(),
    userId: uuid('user_id').notNull(),
    token: text('token').notNull(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('auth_sessions_token_key').on(t.token),
    index('auth_sessions_user_idx').on(t.userId),
    ofUser(t.userId),
    signInOnly(),
  ],
);

export const authAccounts = pgTable(
  'auth_accounts',
  {
    id: primaryId(),
    userId: uuid('user_id').notNull(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('auth_accounts_account_key').on(t.providerId, t.accountId),
    index('auth_accounts_user_idx').on(t.userId),
    ofUser(t.userId),
    signInOnly(),
  ],
);

export const authVerifications = pgTable(
  'auth_verifications',
  {
    id: primaryId(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('auth_verifications_identifier_idx').on(t.identifier), signInOnly()],
);

export const authTwoFactors = pgTable(
  'auth_two_factors',
  {
    id: primaryId(),
    userId: uuid('user_id').notNull(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (t) => [
    index('auth_two_factors_user_idx').on(t.userId),
    index('auth_two_factors_secret_idx').on(t.secret),
    ofUser(t.userId),
    signInOnly(),
  ],
);

export const authRateLimits = pgTable(
  'auth_rate_limits',
  {
    id: primaryId(),
    key: text('key').notNull(),
    count: integer('count').notNull(),
    lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
  },
  (t) => [uniqueIndex('auth_rate_limits_key_key').on(t.key), signInOnly()],
);

/** What happened to people's accounts. */
export const identityEvents = pgTable(
  'identity_events',
  {
    id: primaryId(),
    userId: uuid('user_id').notNull(),
    action: text('action').notNull(),
    outcome: text('outcome').notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    createdAt: createdAt(),
  },
  (t) => [
    index('identity_events_user_idx').on(t.userId, t.id),
    index('identity_events_created_idx').on(t.createdAt),
    ofUser(t.userId),
    signInOnly(),
    operatorPolicy('all'),
    appends('worker', 'app_worker'),
  ],
);

/** Attempts in the running window of a limit. */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  { key: text('key').primaryKey(), count: integer('count').notNull(), endsAt: instant('ends_at').notNull() },
  (t) => [index('sign_in_attempts_ends_idx').on(t.endsAt), signInOnly()],
);

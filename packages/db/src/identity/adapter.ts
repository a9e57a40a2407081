import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { caseless, primaryId } from '../core/columns.ts';
import type { Postgres } from '../core/postgres.ts';
import { authAccounts, authRateLimits, authSessions, authTwoFactors, authVerifications } from './tables.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' }).notNull().defaultNow();

/** What of a person the sign-in library reads and writes; the rest of the row is not its business. */
const people = pgTable('users', {
  id: primaryId(),
  name: text('name').notNull(),
  email: caseless('email').notNull(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role').notNull().default('artist'),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  createdAt: moment('created_at'),
  updatedAt: moment('updated_at'),
});

/**
 * The store of the sign-in library: our own users, and its tables, as the role that signs people in. The library is
 * loaded with the first call: a start shouldn't wait for it.
 */
export async function identityAdapter(postgres: Pick<Postgres, 'identity'>) {
  const { drizzleAdapter } = await import('@better-auth/drizzle-adapter');
  return drizzleAdapter(postgres.identity, {
    provider: 'pg',
    transaction: true,
    schema: {
      user: people,
      session: authSessions,
      account: authAccounts,
      verification: authVerifications,
      twoFactor: authTwoFactors,
      rateLimit: authRateLimits,
    },
  });
}

import type { Postgres } from '../core/postgres.ts';

/** Days that events of accounts are kept. */
const eventDays = 400;

/** Removes what has ended: sessions, links in mails, counted attempts, and events that are kept no longer. */
export async function cleanIdentity({ auth }: Pick<Postgres, 'auth'>, now: Date): Promise<void> {
  const at = now.toISOString();
  await auth`delete from auth_sessions where expires_at < ${at}::timestamptz`;
  await auth`delete from auth_verifications where expires_at < ${at}::timestamptz`;
  await auth`delete from sign_in_attempts where ends_at < ${at}::timestamptz`;
  await auth`delete from identity_events where created_at < ${at}::timestamptz - ${eventDays} * interval '1 day'`;
}

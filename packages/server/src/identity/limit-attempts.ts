import { createHash } from 'node:crypto';
import { type AttemptLimit, countAttempt, forgetAttempts } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { OpenContext } from '../core/context.ts';
import { networkOf } from '../core/limits/network-of.ts';

const quarterHour = 15 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** Addresses are kept as a hash: a counter needn't know whose it is. */
const accountKey = (account: string) =>
  createHash('sha256').update(account.toLowerCase()).digest('base64url').slice(0, 22);

type Caller = Pick<OpenContext, 'services' | 'origin' | 'now'>;

async function admit(ctx: Caller, limits: readonly AttemptLimit[]): Promise<void> {
  const waitMs = await countAttempt(ctx.services.postgres, limits, ctx.now);
  if (waitMs > 0)
    throw new AppError('rate_limited', {
      details: { policy: 'attempts', retryAfterSeconds: Math.ceil(waitMs / 1000) },
    });
}

/**
 * Counts an attempt to prove who somebody is, and runs it if it is within the limits; one that succeeds isn't held
 * against the account. The limit of an account is wide where it counts attempts from anywhere: else a stranger could
 * lock its owner out.
 *
 * @throws AppError rate_limited
 */
export async function limitAttempts<T>(ctx: OpenContext, account: string, attempt: () => Promise<T>): Promise<T> {
  const { perNetwork, perAccount, perAccountFromNetwork } = ctx.services.signIn.limits;
  const [network, name] = [networkOf(ctx.origin.ip), accountKey(account)];
  const [ofNetwork, ofAccount, ofBoth] = [`proof n ${network}`, `proof a ${name}`, `proof b ${name} ${network}`];
  await admit(ctx, [
    { key: ofNetwork, attempts: perNetwork, windowMs: quarterHour },
    { key: ofAccount, attempts: perAccount, windowMs: hour },
    { key: ofBoth, attempts: perAccountFromNetwork, windowMs: quarterHour },
  ]);
  const result = await attempt();
  await forgetAttempts(ctx.services.postgres, [ofAccount, ofBoth]);
  return result;
}

/**
 * Counts a call that sends a mail to an address.
 *
 * @throws AppError rate_limited
 */
export async function limitMails(ctx: OpenContext, email: string): Promise<void> {
  const { perNetwork, mailsPerAddress } = ctx.services.signIn.limits;
  await admit(ctx, [
    { key: `mail n ${networkOf(ctx.origin.ip)}`, attempts: perNetwork, windowMs: quarterHour },
    { key: `mail a ${accountKey(email)}`, attempts: mailsPerAddress, windowMs: hour },
  ]);
}

/**
 * Counts a call with a token out of a mail.
 *
 * @throws AppError rate_limited
 */
export async function limitTokens(ctx: Caller): Promise<void> {
  const key = `token n ${networkOf(ctx.origin.ip)}`;
  await admit(ctx, [{ key, attempts: ctx.services.signIn.limits.perNetwork, windowMs: quarterHour }]);
}

/** How long a code of an authenticator app can be right, in milliseconds, the steps before and after its own included. */
const codeLifeMs = 2 * 60 * 1000;

/** Whether this is the first time that a right code of an authenticator app is used (RFC 6238, 5.2), in any process. */
export async function isFirstUse(ctx: Caller, userId: string, code: string): Promise<boolean> {
  const key = `code ${accountKey(`${userId} ${code}`)}`;
  return (await countAttempt(ctx.services.postgres, [{ key, attempts: 1, windowMs: codeLifeMs }], ctx.now)) === 0;
}

/**
 * Counts a mail that an organization sends to somebody who didn’t ask for it: few to one address, whoever sends them,
 * and not many of one organization.
 *
 * @throws AppError rate_limited
 */
export async function limitInvitations(ctx: Caller & { organizationId: string }, email: string): Promise<void> {
  const { mailsPerAddress, invitationsPerOrganization } = ctx.services.signIn.limits;
  await admit(ctx, [
    { key: `invitation a ${accountKey(email)}`, attempts: mailsPerAddress, windowMs: hour },
    { key: `invitation o ${ctx.organizationId}`, attempts: invitationsPerOrganization, windowMs: hour },
  ]);
}

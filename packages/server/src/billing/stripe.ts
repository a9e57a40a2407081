import type Stripe from 'stripe';
import { AppError } from '../core/app-error.ts';
import type { StripeAccount } from '../core/billing-settings.ts';
import type { Services } from '../core/context.ts';
import { openStripe } from '../providers/index.ts';

type Billing = Pick<Services, 'billing'>;

const opened = new WeakMap<StripeAccount, Promise<Stripe>>();

/** The account that subscriptions are paid to. */
export function accountOf({ billing }: Billing): StripeAccount {
  if (billing.stripe) return billing.stripe;
  const message = 'Nothing is sold here: the operator has set no account at Stripe, and gives plans in another way.';
  throw new AppError('not_found', { message, details: { entity: 'stripe account' } });
}

/** The client of that account; one for the life of the process. */
export function stripeOf(services: Billing): Promise<Stripe> {
  const account = accountOf(services);
  const known = opened.get(account) ?? openStripe(account);
  opened.set(account, known);
  return known;
}

/** The id of what Stripe names by its id, or whole where it was asked to. */
export const idOf = (named: string | { id: string } | null | undefined): string | null =>
  typeof named === 'string' ? named : (named?.id ?? null);

/** A moment as Stripe has it, in seconds. */
export const momentOf = (seconds: number | null | undefined): string | null =>
  seconds == null ? null : new Date(seconds * 1000).toISOString();

import type { PlanTier } from '@songtrackpro/contracts';
import type { Environment } from './environment.ts';

/** The account at Stripe that subscriptions are paid to. */
export interface StripeAccount {
  secretKey: string;
  /** Signing secrets of the webhook endpoint; several while one replaces another. */
  webhookSecrets: readonly string[];
  /** Where Stripe is; its own address unless given. */
  apiUrl?: string | undefined;
  timeoutMs?: number;
}

export interface BillingSettings {
  /** Plan of organizations without a subscription. */
  defaultPlan: PlanTier;
  /** Days that an overdue payment leaves everything as it is. */
  graceDays: number;
  /** Null where nothing is sold. */
  stripe: StripeAccount | null;
}

/** The queue of organizations that were deleted, and whose subscriptions end with them. */
export const endingQueue = 'end-subscriptions';

/** Whether real money moves: what the other mode tells of is none of ours. */
export const isLive = ({ secretKey }: StripeAccount): boolean => /^[a-z]+_live_/.test(secretKey);

function stripeAccount(given: Partial<Environment>): StripeAccount | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRETS, STRIPE_API_URL } = given;
  if (STRIPE_SECRET_KEY === undefined) return null;
  return { secretKey: STRIPE_SECRET_KEY, webhookSecrets: STRIPE_WEBHOOK_SECRETS ?? [], apiUrl: STRIPE_API_URL };
}

/** What the environment says; where nothing is sold, an organization may have everything unless it says otherwise. */
export function billingSettings(given: Partial<Environment>): BillingSettings {
  const stripe = stripeAccount(given);
  const defaultPlan = given.DEFAULT_PLAN ?? (stripe === null ? 'enterprise' : 'free');
  return { defaultPlan, graceDays: given.BILLING_GRACE_DAYS ?? 14, stripe };
}

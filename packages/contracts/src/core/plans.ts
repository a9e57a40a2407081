import { z } from 'zod';

export const planTiers = ['free', 'starter', 'professional', 'enterprise'] as const;
export const PlanTier = z.enum(planTiers).meta({ id: 'PlanTier' });
export type PlanTier = z.infer<typeof PlanTier>;

/** Seconds of the window in which calls are counted. */
export const limitWindowSeconds = 60;

/** Points that one key, or one person in one organization, may spend in a minute: a cheap read costs 1. */
export const pointsPerMinute: Readonly<Record<PlanTier, number>> = {
  free: 300,
  starter: 600,
  professional: 1800,
  enterprise: 6000,
};

/** How many times as much all keys and people of an organization may spend together. */
export const organizationShare = 3;

/** Points that calls without any caller may spend in a minute, by the address that they come from. */
export const publicPointsPerMinute = 600;

/** Calls with a key or session that doesn't hold, or with none, that an address may make in a minute: a point each. */
export const refusedCallsPerMinute = 120;

/** Members that an organization may have, people with a pending invitation counted; null for any number. */
export const membersPerPlan: Readonly<Record<PlanTier, number | null>> = {
  free: 10,
  starter: 25,
  professional: 100,
  enterprise: null,
};

import { z } from 'zod';

export const planTiers = ['free', 'starter', 'professional', 'enterprise'] as const;
export const PlanTier = z.enum(planTiers).meta({ id: 'PlanTier' });
export type PlanTier = z.infer<typeof PlanTier>;

/** What a plan limits and a call may use up: the calls that count say so in their contract. */
export const planResources = [
  'members',
  'tracks',
  'activeCampaigns',
  'integrations',
  'scheduledReports',
  'eventsPerMonth',
] as const;
export const PlanResource = z.enum(planResources).meta({ id: 'PlanResource' });
export type PlanResource = z.infer<typeof PlanResource>;

/** What they are called towards people, as in “50 tracks”. */
export const planResourceNames: Readonly<Record<PlanResource, string>> = {
  members: 'members',
  tracks: 'tracks',
  activeCampaigns: 'active campaigns',
  integrations: 'connections',
  scheduledReports: 'scheduled reports',
  eventsPerMonth: 'events a month',
};

/** Seconds of the window in which calls are counted. */
export const limitWindowSeconds = 60;

/** How many times as much all keys and people of an organization may spend together. */
export const organizationShare = 3;

/** Points that calls without any caller may spend in a minute, by the address that they come from. */
export const publicPointsPerMinute = 600;

/** Calls with a key or session that doesn't hold, or with none, that an address may make in a minute: a point each. */
export const refusedCallsPerMinute = 120;

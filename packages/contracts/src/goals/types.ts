import { z } from 'zod';

export const goalTypes = ['streams', 'followers', 'engagement', 'conversions', 'reach'] as const;

export const GoalType = z.enum(goalTypes).meta({ id: 'GoalType' });
export type GoalType = z.infer<typeof GoalType>;

/** What a goal counts, by its type. */
export const goalUnits = {
  streams: 'streams',
  followers: 'people',
  engagement: 'engagements',
  conversions: 'conversions',
  reach: 'people',
} as const satisfies Record<GoalType, string>;

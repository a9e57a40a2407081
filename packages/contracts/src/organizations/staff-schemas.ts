import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PlanTier } from '../core/plans.ts';
import { Instant } from '../core/time.ts';
import { OrganizationStatus } from './schemas.ts';

/** How an organization pays. */
export const BillingState = z
  .object({
    plan: PlanTier.describe('The plan whose limits hold now.'),
    status: z
      .enum(['active', 'past_due', 'canceled', 'trialing', 'incomplete'])
      .nullable()
      .describe('Of the subscription; null without one.'),
    trialEndsAt: Instant.nullable(),
    paidUntil: Instant.nullable(),
  })
  .meta({ id: 'BillingState' });

/** What staff sees of any organization: its state, and none of its rows. */
export const OrganizationState = OrganizationStatus.extend({
  createdAt: Instant,
  deletedAt: Instant.nullable().describe('Null unless its owner has deleted it.'),
  billing: BillingState,
}).meta({ id: 'OrganizationState' });
export type OrganizationState = z.infer<typeof OrganizationState>;

export const OrganizationHealth = z
  .object({
    members: z.int(),
    owners: z.int(),
    apiKeys: z.int().describe('Keys that work.'),
    keyLastUsedAt: Instant.nullable(),
    imports: z.object({
      open: z.int().describe('Waiting for something or being worked on.'),
      completed: z.int(),
      failed: z.int().describe('Given up, or refused as a whole.'),
      lastAt: Instant.nullable().describe('When the newest one was announced.'),
    }),
  })
  .meta({ id: 'OrganizationHealth' });
export type OrganizationHealth = z.infer<typeof OrganizationHealth>;

export const InspectedOrganization = OrganizationState.extend({
  health: OrganizationHealth,
}).meta({ id: 'InspectedOrganization' });

/** Longest support access, in minutes. */
export const supportAccessLimit = 240;

/** Somebody of the staff looks into an organization: for a reason, and for a time. */
export const SupportAccess = z
  .object({
    id: Id,
    staffId: Id.nullable().describe('Who looks; null once that person’s account is gone for good.'),
    reason: z.string(),
    startsAt: Instant,
    expiresAt: Instant,
    endedAt: Instant.nullable().describe('Null unless it was ended before it expired.'),
  })
  .meta({ id: 'SupportAccess' });
export type SupportAccess = z.infer<typeof SupportAccess>;

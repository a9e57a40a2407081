import { z } from 'zod';
import { Currency, MinorUnits } from '../core/money.ts';
import { PlanTier } from '../core/plans.ts';
import { Instant } from '../core/time.ts';
import { BillingInterval } from './schemas.ts';

const SoldTier = PlanTier.exclude(['free']).meta({ id: 'SoldPlanTier' });

const ReturnAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('Page of yours that the person comes back to.');

export const CheckoutInput = z
  .object({
    tier: SoldTier,
    interval: BillingInterval,
    successUrl: ReturnAddress,
    cancelUrl: ReturnAddress,
    withoutCard: z
      .boolean()
      .default(false)
      .describe('Let a trial begin without a payment method; without one by its end the subscription is paused.'),
  })
  .meta({ id: 'CheckoutInput' });

export const BillingPage = z
  .object({
    url: z.string().nullable().describe('Page at Stripe, for one person, once; null in a repeated answer.'),
    hint: z.string().optional(),
  })
  .meta({ id: 'BillingPage' });

export const PortalInput = z
  .object({
    returnUrl: ReturnAddress,
    flow: z
      .enum(['payment_method_update', 'subscription_cancel'])
      .optional()
      .describe('What the page is for; everything unless given.'),
  })
  .meta({ id: 'PortalInput' });

export const PlanChoice = z.object({ tier: SoldTier, interval: BillingInterval }).meta({ id: 'PlanChoice' });

export const PlanChange = PlanChoice.extend({
  prorationDate: Instant.optional().describe('Of a preview: the change costs what the preview said.'),
}).meta({ id: 'PlanChange' });

export const PlanChangePreview = z
  .object({
    currency: Currency,
    dueMinor: z.int().describe('What is to be paid for the next invoice, with what is credited taken off.'),
    prorationMinor: z.int().describe('Of it for the rest of the running period; negative for a credit.'),
    taxMinor: MinorUnits,
    nextPeriodMinor: MinorUnits.describe('Price of each following period, without tax.'),
    prorationDate: Instant,
  })
  .meta({ id: 'PlanChangePreview' });

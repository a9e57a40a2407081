import { z } from 'zod';
import { emptyable, flag, integer, metadata, notPlayed } from '../core/form.ts';

const Discounts = emptyable(
  z.array(
    z.looseObject({
      coupon: z.string().optional(),
      promotion_code: z.string().optional(),
      discount: z.string().optional(),
    }),
  ),
).optional();
const Item = z.looseObject({
  id: z.string().optional(),
  price: z.string().optional(),
  quantity: integer.optional(),
  deleted: flag.optional(),
  metadata,
});
const prorationBehavior = z.enum(['create_prorations', 'always_invoice', 'none']).default('create_prorations');
const TrialSettings = z
  .looseObject({
    end_behavior: z.looseObject({ missing_payment_method: z.enum(['cancel', 'create_invoice', 'pause']) }),
  })
  .optional();
const moment = z.union([z.literal('now'), integer]);
const CancellationDetails = z
  .looseObject({ comment: emptyable(z.string()).optional(), feedback: emptyable(z.string()).optional() })
  .optional();
const Common = {
  add_invoice_items: notPlayed,
  billing_cycle_anchor: notPlayed,
  collection_method: z.literal('charge_automatically', 'only charge_automatically is played').optional(),
  automatic_tax: z.looseObject({ enabled: flag }).optional(),
  cancel_at_period_end: flag.optional(),
  default_payment_method: z.string().optional(),
  default_tax_rates: emptyable(z.array(z.string())).optional(),
  description: emptyable(z.string()).optional(),
  discounts: Discounts,
  metadata,
  payment_behavior: z.string().optional(),
  trial_settings: TrialSettings,
};

export const NewSubscriptionInput = z.looseObject({
  ...Common,
  customer: z.string(),
  currency: z.string().optional(),
  items: z.array(Item.extend({ price: z.string() })).min(1),
  backdate_start_date: notPlayed,
  billing_cycle_anchor_config: notPlayed,
  cancel_at: integer.optional(),
  trial_end: moment.optional(),
  trial_period_days: integer.optional(),
});

export const ChangedSubscriptionInput = z.looseObject({
  ...Common,
  items: z.array(Item).optional(),
  cancel_at: emptyable(z.union([integer, z.enum(['max_period_end', 'min_period_end'])])).optional(),
  cancellation_details: CancellationDetails,
  pause_collection: emptyable(
    z.looseObject({
      behavior: z.enum(['keep_as_draft', 'mark_uncollectible', 'void']),
      resumes_at: integer.optional(),
    }),
  ).optional(),
  proration_behavior: prorationBehavior,
  proration_date: integer.optional(),
  trial_end: moment.optional(),
});

export const CanceledSubscriptionInput = z.looseObject({
  cancellation_details: CancellationDetails,
  invoice_now: flag.optional(),
  prorate: flag.optional(),
});

export const PreviewInput = z.looseObject({
  customer: z.string().optional(),
  currency: z.string().optional(),
  subscription: z.string().optional(),
  discounts: Discounts,
  automatic_tax: z.looseObject({ enabled: flag }).optional(),
  subscription_details: z
    .looseObject({
      items: z.array(Item).optional(),
      proration_behavior: prorationBehavior,
      proration_date: integer.optional(),
      cancel_now: flag.optional(),
      cancel_at_period_end: flag.optional(),
      trial_end: moment.optional(),
    })
    .optional(),
});

import { z } from 'zod';
import { providerMutation } from '../core/procedure.ts';
import {
  BillingPage,
  CheckoutInput,
  PlanChange,
  PlanChangePreview,
  PlanChoice,
  PortalInput,
} from './purchase-schemas.ts';
import { BillingStanding } from './schemas.ts';

const common = {
  permission: 'billing:write',
  reach: 'organization',
  whileOverdue: true,
  weight: 10,
} as const;

/** What is done at Stripe. */
export const purchaseProcedures = {
  startCheckout: providerMutation({
    ...common,
    input: CheckoutInput,
    output: BillingPage,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/checkout' },
    secrets: ['url'],
    summary: 'Begin to subscribe',
    description:
      'Answers the page at Stripe where a person subscribes, with coupon and tax id. While a subscription lives there is no other one: change its plan instead. A page that was opened before and not paid is closed.',
    example: {
      tier: 'starter',
      interval: 'month',
      successUrl: 'https://app.example.com/paid',
      cancelUrl: 'https://app.example.com/plans',
    },
  }),
  openPortal: providerMutation({
    ...common,
    input: PortalInput,
    output: BillingPage,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/portal' },
    secrets: ['url'],
    summary: 'Open the billing portal',
    description:
      'Answers the page at Stripe where a person pays what is overdue, changes payment methods, address and tax id, sees invoices, and cancels.',
    example: { returnUrl: 'https://app.example.com/billing' },
  }),
  previewChange: providerMutation({
    ...common,
    input: PlanChoice,
    output: PlanChangePreview,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/plan/preview' },
    summary: 'Preview a change of plan',
    description: 'What a change of plan or interval would cost or credit now. Nothing is changed.',
    example: { tier: 'professional', interval: 'month' },
  }),
  changePlan: providerMutation({
    ...common,
    input: PlanChange,
    output: BillingStanding,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/plan' },
    summary: 'Change the plan',
    description:
      'Changes plan or interval of the subscription at once; the rest of the period is credited, or charged with the next invoice. Less than what is there takes nothing away, and blocks growth.',
    example: { tier: 'professional', interval: 'month' },
  }),
  cancel: providerMutation({
    ...common,
    input: z.object({}),
    output: BillingStanding,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/cancel' },
    summary: 'Cancel at the end of the period',
    description: 'The subscription holds until its period ends and isn’t renewed. `billing.resume` takes that back.',
    example: {},
  }),
  resume: providerMutation({
    ...common,
    input: z.object({}),
    output: BillingStanding,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/resume' },
    summary: 'Take a cancellation back',
    description:
      'The subscription is renewed again when its period ends. One that is paused, after a trial without a card, goes on and is paid for.',
    example: {},
  }),
};

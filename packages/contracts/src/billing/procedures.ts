import { z } from 'zod';
import { query } from '../core/procedure.ts';
import { invoiceProcedures } from './invoice-procedures.ts';
import { purchaseProcedures } from './purchase-procedures.ts';
import { BillingStanding, BillingUsage, PlanList } from './schemas.ts';

export const billing = {
  listPlans: query({
    permission: 'billing:read',
    reach: 'organization',
    input: z.object({}),
    output: PlanList,
    errors: [],
    http: { method: 'GET', path: '/v1/billing/plans' },
    weight: 1,
    summary: 'List plans',
    description: 'All plans with their prices, trials and limits, and the one that the organization has.',
    example: {},
  }),
  getSubscription: query({
    permission: 'billing:read',
    reach: 'organization',
    input: z.object({}),
    output: BillingStanding,
    errors: [],
    http: { method: 'GET', path: '/v1/billing/subscription' },
    weight: 1,
    summary: 'Read the subscription',
    description: 'The plan that holds now, what it gives, and the subscription that it comes from.',
    example: {},
  }),
  getUsage: query({
    permission: 'billing:read',
    reach: 'organization',
    input: z.object({}),
    output: BillingUsage,
    errors: [],
    http: { method: 'GET', path: '/v1/billing/usage' },
    weight: 2,
    summary: 'Read use against limits',
    description: 'How much of each thing there is, how much the plan allows, and when what is counted begins anew.',
    example: {},
  }),
  ...purchaseProcedures,
  ...invoiceProcedures,
};

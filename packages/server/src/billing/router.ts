import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getSubscription } from './get-subscription.ts';
import { getUsage } from './get-usage.ts';
import { listPlans } from './list-plans.ts';

export const billingEndpoints = implement('billing', contract.billing, {
  listPlans,
  getSubscription,
  getUsage,
});

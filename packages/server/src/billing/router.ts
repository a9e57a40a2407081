import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getSubscription } from './get-subscription.ts';
import { getUsage } from './get-usage.ts';
import { listPaymentMethods, removePaymentMethod, setDefaultPaymentMethod } from './invoices/payment-methods.ts';
import { getInvoice, getInvoicePdf, listInvoices } from './invoices/read.ts';
import { listPlans } from './list-plans.ts';
import { cancelAtPeriodEnd, changePlan, resume } from './purchase/change-subscription.ts';
import { openPortal } from './purchase/open-portal.ts';
import { previewChange } from './purchase/preview-change.ts';
import { startCheckout } from './purchase/start-checkout.ts';

export const billingEndpoints = implement('billing', contract.billing, {
  listPlans,
  getSubscription,
  getUsage,

  startCheckout,
  openPortal,
  previewChange,
  changePlan,
  cancel: cancelAtPeriodEnd,
  resume,

  listInvoices,
  getInvoice,
  getInvoicePdf,
  listPaymentMethods,
  setDefaultPaymentMethod,
  removePaymentMethod,
});

import type { StripeAccount } from '../core/billing-settings.ts';
import { openStripe } from '../providers/index.ts';
import { type AccountFinding, checkAccount } from './catalog/check-account.ts';
import { type CatalogStep, syncCatalog } from './catalog/sync-catalog.ts';

/** Makes the products and prices of the plans in an account. */
export const syncStripeCatalog = async (account: StripeAccount): Promise<CatalogStep[]> =>
  syncCatalog(await openStripe(account));

/** Looks over an account; changes nothing. */
export const checkStripeAccount = async (
  account: StripeAccount,
  publicUrl: string | undefined,
): Promise<AccountFinding[]> => checkAccount(await openStripe(account), publicUrl ?? null);

// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency } from '../core/words.ts';

export interface OrganizationSettings {
  /** Currency that series answer in where a call names none; null leaves money in the currency of its source. */
  reportCurrency: Currency | null;
  /** `warnPercent` of a new campaign that says none: the share of its budget, in percent, at which it warns. */
  budgetWarningPercent: number;
}

export interface OrganizationSettingsChange {
  /** Currency that series answer in where a call names none; null leaves money in the currency of its source. */
  reportCurrency?: Currency | null | undefined;
  /** `warnPercent` of a new campaign that says none: the share of its budget, in percent, at which it warns. */
  budgetWarningPercent?: number | undefined;
}

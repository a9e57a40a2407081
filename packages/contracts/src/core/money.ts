import { z } from 'zod';

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in upper case, for example USD')
  .meta({ description: 'ISO 4217 currency code.' });

/** Our own money (budgets, plans, invoices): whole minor units, for example cents. */
export const MinorUnits = z
  .int()
  .nonnegative()
  .meta({ description: 'Whole minor units of the currency beside it, for example cents.' });

/** Money or a fraction exactly as the source gave it; up to 34 significant digits. */
export const DecimalString = z
  .string()
  .regex(/^-?\d{1,34}(\.\d{1,34})?$/, 'must be a decimal number with a point, for example 15978.28')
  .meta({ description: 'Exact decimal number as text.' });

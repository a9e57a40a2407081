import { z } from 'zod';
import { Currency, DecimalString } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { CalendarDate, Instant } from '../core/time.ts';

export const FxRate = z
  .object({
    date: CalendarDate,
    currency: Currency,
    rate: DecimalString.describe('Units of the currency for one euro, exact as published.'),
    importedAt: Instant,
  })
  .meta({ id: 'FxRate' });
export type FxRate = z.infer<typeof FxRate>;

export const FxRateListInput = PageInput.extend({
  currency: Currency.optional(),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
}).meta({ id: 'FxRateListInput' });

export const fxRateFileLimit = 900_000;

export const FxRateImport = z
  .object({
    csv: z
      .string()
      .min(1)
      .max(fxRateFileLimit)
      .describe(
        'Text of a file as the European Central Bank publishes it: a column `Date`, and one for each currency with its units for one euro; `N/A` or nothing where there is no rate.',
      ),
    replace: z
      .boolean()
      .default(false)
      .describe('Take the new rate where another one is stored for the day; otherwise the import is refused.'),
  })
  .meta({ id: 'FxRateImport' });

export const FxRateImportResult = z
  .object({
    created: z.int(),
    replaced: z.int(),
    unchanged: z.int(),
    currencies: z.array(Currency),
    from: CalendarDate,
    to: CalendarDate,
  })
  .meta({ id: 'FxRateImportResult' });

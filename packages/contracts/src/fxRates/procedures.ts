import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { FxRate, FxRateImport, FxRateImportResult, FxRateListInput } from './schemas.ts';

export const fxRates = {
  list: query({
    permission: 'metrics:read',
    input: FxRateListInput,
    output: pageOf(FxRate).meta({ id: 'FxRatePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/fx-rates' },
    weight: 1,
    summary: 'List reference rates',
    description: 'Euro reference rates that the organization has imported, newest day first.',
    example: { currency: 'USD', limit: 20 },
  }),
  import: mutation({
    permission: 'metrics:write',
    reach: 'organization',
    input: FxRateImport,
    output: FxRateImportResult,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/fx-rates/import' },
    weight: 10,
    summary: 'Import reference rates',
    description:
      'Takes a file of euro reference rates as the European Central Bank publishes it. The same rates again change nothing; a file with a cell that is no rate is refused as a whole.',
    example: { csv: 'Date,USD,GBP\n2026-01-02,1.0412,0.8305\n' },
  }),
};

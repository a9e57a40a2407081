import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { importFxRates } from './import-rates.ts';
import { listFxRates } from './list-rates.ts';

export const fxRatesEndpoints = implement('fxRates', contract.fxRates, {
  list: listFxRates,
  import: importFxRates,
});

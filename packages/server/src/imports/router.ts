import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createImport } from './create-import.ts';
import { getImport } from './get-import.ts';
import { watchImport } from './watch-import.ts';

export const importsEndpoints = implement('imports', contract.imports, {
  create: createImport,
  get: getImport,
  watch: watchImport,
});

import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createImport } from './create-import.ts';
import { getImport } from './get-import.ts';
import { listImports } from './list-imports.ts';
import { listMappings } from './list-mappings.ts';
import { undoImport } from './undo-import.ts';
import { watchImport } from './watch-import.ts';

export const importsEndpoints = implement('imports', contract.imports, {
  create: createImport,
  list: listImports,
  get: getImport,
  mappings: listMappings,
  undo: undoImport,
  watch: watchImport,
});

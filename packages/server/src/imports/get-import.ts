import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadImport, toImportAnswer } from './load.ts';

export const getImport: Verb<typeof contract.imports.get> = async (ctx, input) =>
  toImportAnswer(await loadImport(ctx, input.id));

import type { contract } from '@songtrackpro/contracts';
import { listImportMappings } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listMappings: Verb<typeof contract.imports.mappings> = (ctx, input) =>
  readPage(ctx, input, (request) => listImportMappings(ctx.tx, request));

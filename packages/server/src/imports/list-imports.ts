import type { contract } from '@songtrackpro/contracts';
import { listImports as readImports } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { toImportAnswer } from './load.ts';

export const listImports: Verb<typeof contract.imports.list> = async (ctx, input) => {
  const page = await readPage(ctx, input, (request) => readImports(ctx.tx, request, { status: input.status }));
  return { ...page, items: page.items.map(toImportAnswer) };
};

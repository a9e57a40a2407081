import type { contract } from '@songtrackpro/contracts';
import { listFxRates as readFxRates } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listFxRates: Verb<typeof contract.fxRates.list> = (ctx, input) => {
  const { currency, from, to } = input;
  return readPage(ctx, input, (request) => readFxRates(ctx.tx, { ...request, currency, from, to }));
};

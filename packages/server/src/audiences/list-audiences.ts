import type { contract } from '@songtrackpro/contracts';
import { listAudiences as readAudiences } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listAudiences: Verb<typeof contract.audiences.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readAudiences(ctx.tx, request, input));

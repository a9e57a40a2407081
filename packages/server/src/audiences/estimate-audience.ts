import type { contract } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadAudience } from './load.ts';
import { writeAudience } from './write-audience.ts';

export const estimateAudience: Verb<typeof contract.audiences.estimate> = async (ctx, input) => {
  const { id, version, lower, upper, source, asOf = ctx.now.toISOString() } = input;
  if (Date.parse(asOf) > ctx.now.getTime()) {
    const fields = [{ path: 'asOf', message: 'must not lie in the future' }];
    throw new AppError('invalid_input', { details: { fields } });
  }
  const before = await loadAudience(ctx, id);
  const changes = { sizeLower: lower, sizeUpper: upper, sizeSource: source, sizeAsOf: asOf };
  return writeAudience(ctx, { before, version, changes });
};

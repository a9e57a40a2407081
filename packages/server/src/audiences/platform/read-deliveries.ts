import type { contract } from '@songtrackpro/contracts';
import { findDelivery, listDeliveries as readDeliveries } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { toDeliveryAnswer } from './delivery-answer.ts';

export const getDelivery: Verb<typeof contract.audiences.getDelivery> = async (ctx, { id }) => {
  const delivery = await findDelivery(ctx.tx, id);
  if (delivery) return toDeliveryAnswer(delivery);
  const details = { entity: 'audienceDelivery', id };
  throw new AppError('not_found', { message: 'There is no such delivery.', details });
};

export const listDeliveries: Verb<typeof contract.audiences.listDeliveries> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { audienceId, status } = input;
    const { items, next } = await readDeliveries(ctx.tx, { ...request, audienceId, status });
    return { items: items.map(toDeliveryAnswer), next };
  });

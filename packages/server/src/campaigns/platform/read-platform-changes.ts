import type { contract } from '@songtrackpro/contracts';
import { findChange, listChanges } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { toChangeAnswer } from './change-answer.ts';

export const getPlatformChange: Verb<typeof contract.campaigns.getPlatformChange> = async (ctx, { id }) => {
  const change = await findChange(ctx.tx, id);
  if (change) return toChangeAnswer(change);
  throw new AppError('not_found', {
    message: 'There is no such change.',
    details: { entity: 'platformChange', id },
  });
};

export const listPlatformChanges: Verb<typeof contract.campaigns.listPlatformChanges> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { campaignId, status } = input;
    const { items, next } = await listChanges(ctx.tx, { ...request, campaignId, status });
    return { items: items.map(toChangeAnswer), next };
  });

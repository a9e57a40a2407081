import type { contract } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { checkAdAccount } from './check-ad-account.ts';
import { loadAudience } from './load.ts';
import { writeAudience } from './write-audience.ts';

export const updateAudience: Verb<typeof contract.audiences.update> = async (ctx, input) => {
  const { id, version, name, criteria, adAccountId } = input;
  const before = await loadAudience(ctx, id);
  if (criteria != null && before.kind !== 'custom') {
    throw new AppError('conflict', {
      message: 'Only a custom audience has criteria. Leave them out, or create a custom audience.',
      details: { field: 'criteria', kind: before.kind },
    });
  }
  if (adAccountId != null) await checkAdAccount(ctx, adAccountId);
  const changes = {
    name: name ?? before.name,
    criteria: { version: 1 as const, root: criteria === undefined ? before.criteria : criteria },
    adAccountId: adAccountId === undefined ? before.adAccountId : adAccountId,
  };
  return writeAudience(ctx, { before, version, changes });
};

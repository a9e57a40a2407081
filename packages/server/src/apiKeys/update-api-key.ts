import type { contract } from '@songtrackpro/contracts';
import { updateApiKey as writeApiKey } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { checkGrant } from './check-grant.ts';
import { audited, loadApiKey } from './load.ts';

export const updateApiKey: Verb<typeof contract.apiKeys.update> = async (ctx, { id, version, ...changes }) => {
  const before = await loadApiKey(ctx, id);
  // Only what is added is a grant: taking permissions away, or leaving them, needs none of them.
  if (changes.scopes)
    checkGrant(
      ctx,
      changes.scopes.filter((scope) => !before.scopes.includes(scope)),
    );
  const after = await writeApiKey(ctx.tx, { id, readVersion: version, now: ctx.now }, changes);
  if (!after) throw new AppError('stale_version', { details: { current: await loadApiKey(ctx, id) } });
  ctx.audit({ resource: { kind: 'apiKey', id }, before: audited(before), after: audited(after) });
  return after;
};

import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { checkExpiry, checkGrant } from './check-grant.ts';
import { issueKey } from './issue-key.ts';
import { audited } from './load.ts';

export const createApiKey: Verb<typeof contract.apiKeys.create> = async (ctx, input) => {
  checkGrant(ctx, input.scopes);
  checkExpiry(ctx, input.expiresAt);
  const { key, ...apiKey } = await issueKey(ctx, { ...input, rotatedFromId: null });
  ctx.audit({ resource: { kind: 'apiKey', id: apiKey.id }, before: null, after: audited(apiKey) });
  return { ...apiKey, key };
};

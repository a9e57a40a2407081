import type { contract } from '@songtrackpro/contracts';
import { replaceApiKey } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { checkExpiry, checkGrant } from './check-grant.ts';
import { issueKey } from './issue-key.ts';
import { audited, loadApiKey } from './load.ts';

const hourMs = 3_600_000;

export const rotateApiKey: Verb<typeof contract.apiKeys.rotate> = async (ctx, { id, overlapHours, expiresAt }) => {
  const before = await loadApiKey(ctx, id);
  // Who gets the new key in hand gets what it may do.
  checkGrant(ctx, before.scopes);
  const end = expiresAt === undefined ? before.expiresAt : expiresAt;
  const until = new Date(ctx.now.getTime() + overlapHours * hourMs);
  const replaced = before.status === 'active' ? await replaceApiKey(ctx.tx, id, until, ctx.now) : null;
  if (!replaced) {
    throw new AppError('conflict', {
      message: `Only an active key can be replaced; this one is ${before.status}. Make a new one.`,
      details: { status: before.status },
    });
  }
  checkExpiry(ctx, end);
  const { name, scopes, allowedNetworks } = before;
  const { key, ...apiKey } = await issueKey(ctx, { name, scopes, allowedNetworks, expiresAt: end, rotatedFromId: id });
  ctx.audit({ resource: { kind: 'apiKey', id }, before: audited(before), after: audited(replaced) });
  ctx.audit({ resource: { kind: 'apiKey', id: apiKey.id }, before: null, after: audited(apiKey) });
  return { ...apiKey, key };
};

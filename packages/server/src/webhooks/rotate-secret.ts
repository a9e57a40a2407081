import type { contract } from '@songtrackpro/contracts';
import { replaceSecret } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { audited, loadEndpoint } from './load.ts';
import { newSecret, sealSecret } from './secrets.ts';

const hourMs = 3_600_000;

export const rotateSecret: Verb<typeof contract.webhooks.rotateSecret> = async (ctx, { id, overlapHours }) => {
  const { tx, organizationId, services, now } = ctx;
  const before = await loadEndpoint(ctx, id);
  const secret = newSecret();
  const sealed = sealSecret(services.keyring, { organizationId, id }, secret);
  const previousUntil = new Date(now.getTime() + overlapHours * hourMs);
  const after = await replaceSecret(tx, { id, secret: sealed, previousUntil, now });
  if (!after) throw new AppError('not_found');
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: audited(before), after: audited(after) });
  return { ...after, secret };
};

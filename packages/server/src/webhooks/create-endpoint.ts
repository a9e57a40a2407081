import { type contract, webhookEndpointLimit } from '@songtrackpro/contracts';
import { countEndpoints, insertEndpoint } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { uuidV7 } from '../core/uuid-v7.ts';
import { checkUrl } from './check-url.ts';
import { audited } from './load.ts';
import { newSecret, sealSecret } from './secrets.ts';

export const createEndpoint: Verb<typeof contract.webhooks.create> = async (ctx, { url, description, eventTypes }) => {
  const { tx, organizationId, services, now } = ctx;
  const address = checkUrl(services.webhooks, url);
  if ((await countEndpoints(tx, organizationId)) >= webhookEndpointLimit)
    throw new AppError('conflict', {
      message: `An organization has at most ${webhookEndpointLimit} webhook endpoints. Delete one first.`,
    });
  const id = uuidV7(now);
  const secret = newSecret();
  const sealed = sealSecret(services.keyring, { organizationId, id }, secret);
  const made = { id, organizationId, url: address, description, eventTypes, secret: sealed };
  const endpoint = await insertEndpoint(tx, made, now);
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: null, after: audited(endpoint) });
  return { ...endpoint, secret };
};

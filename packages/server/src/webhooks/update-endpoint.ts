import type { contract } from '@songtrackpro/contracts';
import { updateEndpoint as writeEndpoint } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { checkUrl } from './check-url.ts';
import { audited, loadEndpoint } from './load.ts';

export const updateEndpoint: Verb<typeof contract.webhooks.update> = async (ctx, { id, version, url, ...changes }) => {
  const { tx, services, now } = ctx;
  const before = await loadEndpoint(ctx, id);
  const address = url === undefined ? undefined : checkUrl(services.webhooks, url);
  const after = await writeEndpoint(tx, { id, readVersion: version, now }, { ...changes, url: address });
  if (!after) throw new AppError('stale_version', { details: { current: await loadEndpoint(ctx, id) } });
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: audited(before), after: audited(after) });
  return after;
};

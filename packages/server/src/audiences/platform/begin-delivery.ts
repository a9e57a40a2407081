import { randomBytes } from 'node:crypto';
import type { Audience, AudienceDelivery, contract, ErrorDetails } from '@songtrackpro/contracts';
import { insertDelivery, listDeliveries, type NewDelivery, wasSent } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadWritableAccount } from '../../integrations/index.ts';
import { loadAudience } from '../load.ts';
import { toDeliveryAnswer } from './delivery-answer.ts';
import { deliveryQueue } from './delivery-queue.ts';

const refusal = (message: string, details: ErrorDetails<'conflict'>) => new AppError('conflict', { message, details });

type Wanted = Pick<NewDelivery, 'adAccountId' | 'kind' | 'externalId' | 'replaces' | 'people' | 'peopleAsOf'>;

/** Records a delivery and hands it to a worker. The caller holds the audience. */
async function begin(ctx: Context, { id: audienceId }: Audience, wanted: Wanted): Promise<AudienceDelivery> {
  const { organizationId, tx, services, now } = ctx;
  const [open] = (await listDeliveries(tx, { limit: 1, after: null, audienceId, status: 'open' })).items;
  if (open) {
    const message = 'The audience is under way. `audiences.getDelivery` says how far it is.';
    throw refusal(message, { deliveryId: open.id });
  }
  const tag = `stp-${randomBytes(6).toString('hex')}`;
  const waitUntil = now.toISOString();
  const delivery = await insertDelivery(tx, { organizationId, audienceId, tag, waitUntil, ...wanted });
  await services.jobs.send(deliveryQueue, { organizationId, id: delivery.id }, { tx, group: organizationId });
  const after = { deliveryId: delivery.id, kind: wanted.kind, adAccountId: wanted.adAccountId, people: wanted.people };
  ctx.audit({ resource: { kind: 'audience', id: audienceId }, before: null, after });
  return toDeliveryAnswer(delivery);
}

function accountOf({ adAccountId: own, externalId }: Audience, given: string | undefined): string {
  if (given === undefined && own === null)
    throw refusal('The audience belongs to no ad account yet. Name one.', { field: 'adAccountId' });
  if (externalId !== null && given !== undefined && own !== given)
    throw refusal('The audience is in another ad account. Withdraw it there first.', { field: 'adAccountId' });
  return given ?? own ?? '';
}

export const publishAudience: Verb<typeof contract.audiences.publish> = async (ctx, { id, adAccountId: given }) => {
  const audience = await loadAudience(ctx, id, { forUpdate: true });
  const { kind, people, externalId } = audience;
  if (kind !== 'list' || people === null)
    throw refusal('Only people of an audience of kind `list` can be sent.', { kind });
  if (people === 0) throw refusal('The list is empty. Upload people first.', { people });
  const { adAccountId } = await loadWritableAccount(ctx, accountOf(audience, given));
  const replaces = externalId !== null && (await wasSent(ctx.tx, id, externalId));
  return begin(ctx, audience, { adAccountId, kind: 'send', externalId, replaces, people, peopleAsOf: null });
};

export const withdrawAudience: Verb<typeof contract.audiences.withdraw> = async (ctx, { id }) => {
  const audience = await loadAudience(ctx, id, { forUpdate: true });
  const { kind, externalId, adAccountId: own } = audience;
  if (kind !== 'list' || externalId === null || own === null)
    throw refusal('The audience is no list that was published.', { kind, externalId });
  const { adAccountId } = await loadWritableAccount(ctx, own);
  return begin(ctx, audience, { adAccountId, kind: 'withdraw', externalId, replaces: false, people: 0 });
};

import type { WebhookAttempt } from '@songtrackpro/contracts';
import { type DueWebhook, disableEndpoint, endAttempt, noteArrival, noteFailure } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { queueDeliveries } from '../../core/tell-webhooks.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { audited, loadEndpoint } from '../load.ts';
import { nextPauseMs } from './next-pause.ts';

/** Stops sending to an endpoint because of its receiver, and tells everybody who may mend it. */
async function disable(ctx: SystemContext, id: string, reason: 'gone' | 'failing'): Promise<void> {
  const before = await loadEndpoint(ctx, id);
  const after = await disableEndpoint(ctx.tx, id, reason, ctx.now);
  if (!after) return;
  const resource = { kind: 'webhookEndpoint', id };
  ctx.audit('webhooks.disabled', { resource, before: audited(before), after: audited(after) });
  ctx.tell({
    payload: { kind: 'webhook_disabled', endpointId: id, url: after.url, reason },
    eventKey: `webhook_disabled:${id}:${after.version}`,
    recipients: { permission: 'webhooks:write' },
  });
}

/**
 * Nothing has arrived at the endpoint since before this delivery was first tried, which was days ago: what one receiver
 * refuses alone disables nothing.
 */
const isFailing = (due: DueWebhook, entry: WebhookAttempt, failingSince: string | null): boolean =>
  failingSince !== null && new Date(failingSince) <= new Date(due.log[0]?.at ?? entry.at);

async function keepFailure(ctx: SystemContext, due: DueWebhook, entry: WebhookAttempt, nextAttemptAt: Date | null) {
  const { id, endpointId } = due;
  if (nextAttemptAt) await queueDeliveries(ctx, [{ id, endpointId }], nextAttemptAt);
  if (entry.fault === 'gone') return disable(ctx, endpointId, 'gone');
  if (due.cause === 'test') return;
  const since = await noteFailure(ctx.tx, endpointId, entry.at);
  if (nextAttemptAt === null && isFailing(due, entry, since)) await disable(ctx, endpointId, 'failing');
}

/** Writes down how an attempt ended, with what follows from it: the next one, or the end of the endpoint. */
export async function keepOutcome(
  services: Services,
  organizationId: string,
  due: DueWebhook,
  entry: WebhookAttempt,
): Promise<void> {
  const attempt = due.attempts + 1;
  const pause = nextPauseMs(attempt, Math.random());
  const isLast = pause === null || due.cause === 'test' || entry.fault === 'gone';
  await inSystemCall(services, organizationId, async (ctx) => {
    const nextAttemptAt = isLast ? null : new Date(ctx.now.getTime() + pause);
    if (!(await endAttempt(ctx.tx, { id: due.id, attempt, entry, nextAttemptAt }))) return;
    if (entry.fault === null) await noteArrival(ctx.tx, due.endpointId);
    else await keepFailure(ctx, due, entry, nextAttemptAt);
  });
}

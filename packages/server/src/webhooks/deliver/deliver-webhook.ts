import {
  beginAttempt,
  type DueWebhook,
  giveUpDelivery,
  lockDue,
  postponeDelivery,
  type TenantTransaction,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { SealError } from '../../core/keyring.ts';
import { openSecret } from '../secrets.ts';
import { type Answer, post } from '../send/post.ts';
import { signedHeaders } from '../send/sign.ts';
import { keepOutcome } from './keep-outcome.ts';

/** A delivery, wherever it is known from. */
export interface DeliveryRef {
  organizationId: string;
  id: string;
}

/** A clock of another machine may be so far behind the one that a delivery was made by. */
const skewMs = 2000;
/** Beyond an attempt's own time-out: then whoever began it is taken for dead. */
const leaseMs = 45_000;
const suspendedPauseMs = 3_600_000;
const longestWaitMs = 3 * 86_400_000;

/** Begins an attempt where one is due; null where there is nothing to send. */
async function begin(
  { webhooks, clock }: Services,
  tx: TenantTransaction,
  id: string,
): Promise<(DueWebhook & { body: string }) | null> {
  const now = clock();
  const due = await lockDue(tx, id, new Date(now.getTime() + skewMs));
  if (!due) return null;
  const { body } = due;
  if (due.isSuspended || body === null) {
    const isOver = body === null || now.getTime() - due.createdAt.getTime() >= longestWaitMs;
    if (isOver) await giveUpDelivery(tx, id, 'organization_suspended');
    else await postponeDelivery(tx, id, new Date(now.getTime() + suspendedPauseMs));
    return null;
  }
  if (due.isDisabled) {
    await giveUpDelivery(tx, id, 'endpoint_disabled');
    return null;
  }
  await beginAttempt(tx, id, new Date(now.getTime() + webhooks.timeoutMs + leaseMs));
  return { ...due, body };
}

/** One attempt; a secret that can't be opened is a fault of the attempt like any other. */
async function attempt(
  { keyring, webhooks }: Services,
  organizationId: string,
  due: DueWebhook & { body: string },
  at: Date,
): Promise<Answer> {
  const { url, eventId, body, secret, previousSecret } = due;
  try {
    const endpoint = { organizationId, id: due.endpointId };
    const sealed = previousSecret ? [secret, previousSecret] : [secret];
    const secrets = sealed.map((one) => openSecret(keyring, endpoint, one));
    return await post(url, { headers: signedHeaders(secrets, { id: eventId, at, body }), body }, webhooks);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { status: null, body: null, fault: 'secret_unreadable', detail: error.message };
  }
}

/**
 * Makes an attempt to deliver, if one is due and nobody is at it; answers whether it did. A process that dies in the middle
 * leaves a delivery that another one takes up after its lease, under the same `webhook-id`.
 */
export async function deliverWebhook(services: Services, { organizationId, id }: DeliveryRef): Promise<boolean> {
  const due = await withTenant(services.postgres, { organizationId }, (tx) => begin(services, tx, id));
  if (!due) return false;
  const at = services.clock();
  const begun = performance.now();
  const { status, body, fault, detail } = await attempt(services, organizationId, due, at);
  const entry = {
    at: at.toISOString(),
    durationMs: Math.round(performance.now() - begun),
    responseStatus: status,
    responseBody: body,
    fault,
    detail,
  };
  await keepOutcome(services, organizationId, due, entry);
  return true;
}

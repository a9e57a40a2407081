import {
  claimDelivery,
  findAudience,
  findConnectedAccount,
  listDueDeliveries,
  placeAtPlatform,
  placeAudiences,
  type StoredDelivery,
  stepDelivery,
  withTenant,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { faultAfter, isFinal, leaseMs, metaFor, nextTry, noteEnd, patienceMs } from '../../integrations/index.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { ProviderError, sizeOfAudience } from '../../providers/index.ts';
import { DeliveryEnded, DeliveryRun } from './delivery-run.ts';
import { sendPeople } from './send-people.ts';

/** A piece of work, wherever it is known from. */
export interface DueDelivery {
  organizationId: string;
  id: string;
}

function audit(ctx: SystemContext, { id, audienceId, kind }: StoredDelivery, after: object): void {
  const before = { deliveryId: id, kind, status: 'open' };
  const resource = { kind: 'audience', id: audienceId };
  ctx.audit('audiences.delivered', { resource, before, after: { ...before, ...after } });
}

/** What Meta says of the size; it counts for up to a day, and until then syncs ask again. */
async function readSize(run: DeliveryRun): Promise<void> {
  const { externalId, adAccountId } = run.delivery;
  const { meta, access } = run.asking;
  const found = externalId === null ? null : await meta.getAudience(access, externalId).catch(() => null);
  if (!found) return;
  const { organizationId, services } = run;
  const audience = { externalId: found.id, name: found.name, size: sizeOfAudience(found) };
  await run.inTenant((tx) => placeAudiences(tx, { organizationId, adAccountId }, [audience], services.clock()));
}

/** Deletes what was published. What is not there any more was what was wanted. */
async function withdraw(run: DeliveryRun): Promise<void> {
  const { externalId, audienceId } = run.delivery;
  const { meta, access } = run.asking;
  if (externalId !== null) await meta.deleteAudience(access, externalId).catch(toleratesMissing);
  await run.inTenant((tx) => placeAtPlatform(tx, audienceId, null));
}

function toleratesMissing(error: unknown): void {
  if (error instanceof ProviderError && error.code === '100' && /does not exist/i.test(error.message)) return;
  throw error;
}

async function finish(run: DeliveryRun): Promise<void> {
  const { services, organizationId } = run;
  await inSystemCall(services, organizationId, async (ctx) => {
    const finishedAt = ctx.now.toISOString();
    const ended = { status: 'done' as const, finishedAt, tryingUntil: null, fault: null };
    const after = await stepDelivery(ctx.tx, run.delivery.id, ended);
    if (!after) return;
    const { id: deliveryId, audienceId, kind, sent, invalid } = after;
    audit(ctx, after, { status: 'done', sent, invalid });
    const data = { audienceId, deliveryId, provider: 'meta' as const, kind, sent, invalid };
    ctx.occurred({ type: 'audience.delivered', data });
  });
}

async function refuse(ctx: SystemContext, delivery: StoredDelivery, fault: StoredDelivery['fault']): Promise<void> {
  const finishedAt = ctx.now.toISOString();
  const after = await stepDelivery(ctx.tx, delivery.id, { status: 'refused', finishedAt, tryingUntil: null, fault });
  if (!after) return;
  audit(ctx, after, { status: 'refused', fault });
  const { audienceId, id } = after;
  const name = (await findAudience(ctx.tx, audienceId))?.name ?? 'an audience';
  const reason = (fault?.message ?? 'It was refused.').slice(0, 500);
  ctx.tell({
    payload: { kind: 'platform_refused', provider: 'meta', subject: 'audience', subjectId: audienceId, name, reason },
    eventKey: `platform_refused:${id}`,
    recipients: { permission: 'audiences:write' },
  });
}

/** A try has ended early: for good where no repetition helps or a day has passed, else it is gone on with. */
async function keepFault(ctx: SystemContext, delivery: StoredDelivery, error: ProviderError): Promise<void> {
  const { id } = delivery;
  // Batches that got through make the next failure a first one again.
  const count = (delivery.fault?.count ?? 0) + 1;
  const fault = faultAfter(error, count, ctx.now);
  if (isFinal(error) || ctx.now.getTime() - Date.parse(delivery.createdAt) >= patienceMs)
    return refuse(ctx, delivery, fault);
  const waitUntil = nextTry(error, count, ctx.now).toISOString();
  await stepDelivery(ctx.tx, id, { fault, waitUntil, tryingUntil: null });
}

async function work(services: Services, { organizationId }: DueDelivery, delivery: StoredDelivery): Promise<void> {
  const account = await withTenant(services.postgres, { organizationId }, (tx) =>
    findConnectedAccount(tx, delivery.adAccountId),
  );
  let current = delivery;
  try {
    const asking = metaFor(services, organizationId, account, { waits: 'long', signal: services.stopping });
    const run = new DeliveryRun(services, organizationId, asking, delivery);
    try {
      if (delivery.kind === 'withdraw') await withdraw(run);
      else await sendPeople(run);
    } finally {
      current = run.delivery;
    }
    await finish(run);
    if (delivery.kind === 'send') await readSize(run);
  } catch (error) {
    // Another process goes on once the claim is over.
    if (services.stopping.aborted) return;
    if (error instanceof DeliveryEnded) {
      const fault = { message: error.message, providerCode: null, traceId: null, count: current.tries };
      await inSystemCall(services, organizationId, (ctx) =>
        refuse(ctx, current, { ...fault, at: ctx.now.toISOString() }),
      );
      return;
    }
    if (!(error instanceof ProviderError)) throw error;
    await inSystemCall(services, organizationId, (ctx) => keepFault(ctx, current, error));
    await noteEnd(services, organizationId, account?.integrationId ?? null, error);
  }
}

/** Goes on with a delivery, if it is due and nobody is at it. */
export async function deliverAudience(services: Services, due: DueDelivery): Promise<boolean> {
  const { organizationId, id } = due;
  const now = services.clock();
  const claim = { now, tryingUntil: new Date(now.getTime() + leaseMs) };
  const claimed = await withTenant(services.postgres, { organizationId }, (tx) => claimDelivery(tx, id, claim));
  if (!claimed) return false;
  await work(services, due, claimed);
  return true;
}

/** One round over all organizations: deliveries that are due, and what a process that died left behind. */
export async function tendDeliveries(services: Services, stopped: () => boolean): Promise<{ tried: number }> {
  let tried = 0;
  for (const due of await listDueDeliveries(services.postgres, services.clock())) {
    if (stopped()) break;
    try {
      if (await deliverAudience(services, due)) tried += 1;
    } catch (error) {
      services.log.error({ deliveryId: due.id, err: error }, 'an audience was not delivered');
    }
  }
  return { tried };
}

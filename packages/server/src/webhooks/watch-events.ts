import { type contract, WebhookEvent } from '@songtrackpro/contracts';
import { findEventPosition, findLastEventPosition, listEventsAfter } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { WatchContext } from '../core/context.ts';
import type { Watcher } from '../core/endpoint.ts';

/** Events that one look takes. */
const batchSize = 100;

/** Where a stream begins: behind what the client saw last, else behind everything that is there. */
async function startOf(ctx: WatchContext, after: string | undefined, lastEventId: string | null): Promise<number> {
  if (lastEventId !== null && /^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  return ctx.read(async ({ tx }) => {
    if (after === undefined) return findLastEventPosition(tx);
    const position = await findEventPosition(tx, after);
    if (position !== null) return position;
    throw new AppError('not_found', {
      message: 'There is no such event.',
      details: { entity: 'webhookEvent', id: after },
    });
  });
}

// Positions become visible in their order, so what lies behind the last one is all that is new. Ids of events of the stream
// are positions.
export const watchEvents: Watcher<typeof contract.webhooks.watch> = async function* (ctx, { after }, lastEventId) {
  const watch = ctx.watch([`webhooks ${ctx.organizationId}`]);
  let position = await startOf(ctx, after, lastEventId);
  yield { id: String(position), data: { event: null } };
  while (!ctx.signal.aborted) {
    const found = await ctx.read(({ tx }) => listEventsAfter(tx, position, batchSize));
    for (const event of found) {
      position = event.position;
      yield { id: String(position), data: { event: WebhookEvent.parse(JSON.parse(event.body)) } };
    }
    if (found.length < batchSize) await watch.next(ctx.signal);
  }
};

import {
  type contract,
  type EventCounter,
  type FactChange,
  type LiveBatch,
  liveBatchSize,
  liveDays,
} from '@songtrackpro/contracts';
import { findLivePosition, findSubjectNames, isForgotten, type LiveChange, listLiveChanges } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Watcher } from '../core/endpoint.ts';

const dayMs = 86_400_000;

const tooOld = () =>
  new AppError('invalid_cursor', {
    message: `Changes are kept for ${liveDays} days, and this position is older. Begin without it, and read what changed meanwhile by \`metrics.revisions\`.`,
  });

/** Where a stream begins: behind what the client saw last, else now. */
async function startOf({ tx, organizationId, services }: Context, given: string | undefined): Promise<number> {
  if (given === undefined) return findLivePosition(tx, organizationId);
  const position = Number(given);
  const keptSince = new Date(services.clock().getTime() - liveDays * dayMs);
  if (await isForgotten(tx, organizationId, { position, keptSince })) throw tooOld();
  return position;
}

type Named = Pick<FactChange['subject'], 'kind' | 'id'>;

const subjectOf = ({ change }: LiveChange): Named =>
  change.kind === 'fact' ? change.subject : { kind: 'track', id: change.trackId };

/** Only what the caller may see has a name here, so changes of anything else are left out. */
async function toBatch({ tx }: Context, position: number, changes: readonly LiveChange[]): Promise<LiveBatch> {
  const names = new Map<string, string>();
  for (const [kind, own] of Map.groupBy(changes.map(subjectOf), (subject) => subject.kind)) {
    const ids = [...new Set(own.map(({ id }) => id))];
    for (const [id, name] of await findSubjectNames(tx, kind, ids)) names.set(id, name);
  }
  const facts: FactChange[] = [];
  const counts = new Map<string, EventCounter>();
  for (const { change } of changes) {
    const name = names.get(change.kind === 'fact' ? change.subject.id : change.trackId);
    if (name === undefined) continue;
    if (change.kind === 'fact') {
      const { kind: _, ...fact } = change;
      facts.push({ ...fact, subject: { ...fact.subject, name } });
      continue;
    }
    const { kind: _, trackId, ...count } = change;
    const key = `${trackId} ${count.interval} ${count.start}`;
    // Of several counts in one batch the last one holds; it takes its place in the order of the changes.
    counts.delete(key);
    counts.set(key, { ...count, track: { id: trackId, title: name } });
  }
  return { position: String(position), facts, counts: [...counts.values()] };
}

// Positions become visible in their order, so what lies behind the last one is all that is new. Nothing is kept for a
// client: what it hasn't taken yet lies in the store.
export const watchMetrics: Watcher<typeof contract.metrics.watch> = async function* (ctx, { after }, lastEventId) {
  const watch = ctx.watch([`live ${ctx.organizationId}`]);
  const given = lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? lastEventId : after;
  let position = await ctx.read((inner) => startOf(inner, given));
  yield { id: String(position), data: { position: String(position), facts: [], counts: [] } };
  while (!ctx.signal.aborted) {
    const { found, batch } = await ctx.read(async (inner) => {
      const changes = await listLiveChanges(inner.tx, { position, limit: liveBatchSize });
      return { found: changes.length, batch: await toBatch(inner, changes.at(-1)?.position ?? position, changes) };
    });
    position = Number(batch.position);
    if (batch.facts.length > 0 || batch.counts.length > 0) yield { id: batch.position, data: batch };
    if (found < liveBatchSize) await watch.next(ctx.signal);
  }
};

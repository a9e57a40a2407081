import type { contract } from '@songtrackpro/contracts';
import type { Watcher } from '../core/endpoint.ts';
import { loadImport, toImportAnswer } from './load.ts';

const ended: readonly string[] = ['completed', 'refused', 'failed', 'waiting', 'previewed', 'undone'];

/** States of one import until it needs nobody any more; a state that was seen before a lost connection is not repeated. */
export const watchImport: Watcher<typeof contract.imports.watch> = async function* (ctx, { id }, lastEventId) {
  const watch = ctx.watch([`imports ${id}`]);
  let seen = lastEventId;
  while (!ctx.signal.aborted) {
    const record = await ctx.read((inner) => loadImport(inner, id));
    const answer = toImportAnswer(record);
    if (record.revision !== seen) yield { id: record.revision, data: answer };
    seen = record.revision;
    if (ended.includes(record.status)) return;
    await watch.next(ctx.signal);
  }
};

import type { contract } from '@songtrackpro/contracts';
import { updateImport } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { idOf } from '../core/run-verb.ts';
import { loadImport, toImportAnswer } from './load.ts';

export const undoImport: Verb<typeof contract.imports.undo> = async (ctx, { id }) => {
  const record = await loadImport(ctx, id, { forUpdate: true });
  if (record.duplicateOf !== null) {
    throw new AppError('conflict', {
      message: 'This import did nothing, because its bytes had been imported before. Undo that import.',
      details: { duplicateOf: record.duplicateOf },
    });
  }
  if (record.status !== 'completed') {
    throw new AppError('conflict', {
      message: 'Only a completed import can be undone.',
      details: { status: record.status },
    });
  }
  const undoneAt = ctx.now.toISOString();
  const changed = await updateImport(ctx.tx, id, {
    status: 'undoing',
    undoneAt,
    undoneBy: idOf(ctx.actor) || null,
    attempts: 0,
    finishedAt: null,
  });
  ctx.audit({
    resource: { kind: 'import', id },
    before: { status: record.status },
    after: { status: changed.status, undoneAt },
  });
  ctx.afterCommit(ctx.services.wakeImports);
  return toImportAnswer(changed);
};

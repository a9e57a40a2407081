import { createHash } from 'node:crypto';
import { Id, type Import, importSizeLimit } from '@songtrackpro/contracts';
import { findSameImport, type ImportRecord, updateImport } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { RequestContext } from '../core/context.ts';
import { spendPoints } from '../core/limits/spend-points.ts';
import { runVerb } from '../core/run-verb.ts';
import type { ContentRange } from './content-range.ts';
import { contentKey, loadImport, toImportAnswer } from './load.ts';

const procedure = { kind: 'mutation', permission: 'imports:write' } as const;
const call = { procedure, path: 'imports.content' };
/** What a request with content costs against the rate limit. */
const weight = 5;

/** Uploads under way in this process: two bodies for one import would write over each other. */
const receiving = new Set<string>();

async function* limited(bytes: AsyncIterable<Uint8Array>, room: number): AsyncIterable<Uint8Array> {
  let received = 0;
  for await (const chunk of bytes) {
    received += chunk.length;
    if (received > room) throw new AppError('payload_too_large', { details: { limitBytes: importSizeLimit } });
    yield chunk;
  }
}

async function sha256Of(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

async function openUpload(request: RequestContext, id: string, range: ContentRange): Promise<ImportRecord> {
  return runVerb(request, call, async (ctx) => {
    if (!Id.safeParse(id).success) throw new AppError('not_found', { message: 'There is no such import.' });
    const record = await loadImport(ctx, id);
    if (record.status !== 'awaiting_content') {
      throw new AppError('conflict', {
        message: 'This import has its content already. Announce a new one with `imports.create`.',
        details: { status: record.status },
      });
    }
    const stored = await ctx.services.files.size(contentKey(record));
    if (range.start > stored) throw new AppError('upload_out_of_order', { details: { receivedBytes: stored } });
    return record;
  });
}

/** Stores what arrived, whole or not, and queues the import when it is whole. */
async function closeUpload(request: RequestContext, record: ImportRecord, whole: boolean): Promise<Import> {
  const { files } = request.services;
  const key = contentKey(record);
  const receivedBytes = await files.size(key);
  const sha256 = whole ? await sha256Of(files.read(key)) : null;
  return runVerb(request, call, async (ctx) => {
    await loadImport(ctx, record.id, { forUpdate: true });
    if (sha256 === null) return toImportAnswer(await updateImport(ctx.tx, record.id, { receivedBytes }));
    const same = await findSameImport(ctx.tx, { id: record.id, sha256, options: record.options });
    const arrived = { receivedBytes, sizeBytes: receivedBytes, sha256 };
    const audit = (status: string) =>
      ctx.audit({
        resource: { kind: 'import', id: record.id },
        before: { status: record.status },
        after: { status, sha256, sizeBytes: receivedBytes },
      });
    if (same) {
      audit('completed');
      const finishedAt = ctx.now.toISOString();
      const { format, firstDate, lastDate, subjects } = same;
      return toImportAnswer(
        await updateImport(ctx.tx, record.id, {
          ...arrived,
          status: record.dryRun ? 'previewed' : 'completed',
          duplicateOf: same.id,
          format,
          firstDate,
          lastDate,
          subjects,
          finishedAt,
        }),
      );
    }
    audit('queued');
    ctx.afterCommit(ctx.services.wakeImports);
    return toImportAnswer(await updateImport(ctx.tx, record.id, { ...arrived, status: 'queued' }));
  });
}

/**
 * Takes the bytes of an import. A body that breaks off leaves what arrived in place, and the next request goes on from
 * `receivedBytes`; the import is queued only when the file is whole on disk.
 */
export async function receiveContent(
  request: RequestContext,
  id: string,
  range: ContentRange,
  body: AsyncIterable<Uint8Array>,
): Promise<Import> {
  await spendPoints(request, { ...procedure, weight });
  const record = await openUpload(request, id, range);
  if (receiving.has(record.id))
    throw new AppError('conflict', { message: 'Another upload for this import is under way.' });
  receiving.add(record.id);
  try {
    const { files } = request.services;
    const key = contentKey(record);
    const room = (range.total ?? importSizeLimit) - range.start;
    const end = await files.write(key, limited(body, room), range.start).catch(async (error: unknown) => {
      await closeUpload(request, record, false);
      throw error;
    });
    return await closeUpload(request, record, range.total === null || end === range.total);
  } finally {
    receiving.delete(record.id);
  }
}

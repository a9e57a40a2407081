import type { contract } from '@songtrackpro/contracts';
import { finishUpload as bringIn } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadAudience } from '../load.ts';
import { loadOpenUpload } from './load-upload.ts';

export const finishUpload: Verb<typeof contract.audiences.finishUpload> = async (ctx, { uploadId }) => {
  const open = await loadOpenUpload(ctx, uploadId);
  const before = await loadAudience(ctx, open.audienceId, { forUpdate: true });
  if (open.mode === 'replace' && open.accepted === 0) {
    throw new AppError('conflict', {
      message:
        'No row of this upload names anybody, so it would leave an empty list. Send people, or delete the audience.',
      details: { upload: open },
    });
  }
  const finished = await bringIn(ctx.tx, open, ctx.now);
  ctx.audit({ resource: { kind: 'audience', id: before.id }, before, after: finished.audience });
  return finished;
};

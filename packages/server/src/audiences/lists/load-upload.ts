import type { ListUpload } from '@songtrackpro/contracts';
import { lockUpload } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { loadAudience } from '../load.ts';

/** An upload that still takes people, held with its audience until the transaction ends. */
export async function loadOpenUpload(ctx: Pick<Context, 'tx'>, id: string): Promise<ListUpload> {
  const upload = await lockUpload(ctx.tx, id);
  if (!upload) {
    throw new AppError('not_found', {
      message:
        'There is no such upload; a later one of the same list took its place, or it stayed open for more than a day.',
      details: { entity: 'listUpload', id },
    });
  }
  if (upload.status === 'finished') {
    throw new AppError('conflict', { message: 'The upload is finished. Start another one.', details: { upload } });
  }
  await loadAudience(ctx, upload.audienceId);
  return upload;
}

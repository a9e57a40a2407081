import type { contract } from '@songtrackpro/contracts';
import { insertUpload } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadAudience } from '../load.ts';

export const startUpload: Verb<typeof contract.audiences.startUpload> = async (ctx, { id, mode }) => {
  const audience = await loadAudience(ctx, id, { forUpdate: true });
  if (audience.kind !== 'list') {
    throw new AppError('conflict', {
      message: 'People are uploaded into an audience of kind `list` only. Create one.',
      details: { kind: audience.kind },
    });
  }
  const upload = await insertUpload(ctx.tx, { organizationId: ctx.organizationId, audienceId: id, mode });
  ctx.audit({ resource: { kind: 'audience', id }, before: null, after: { uploadId: upload.id, uploadMode: mode } });
  return upload;
};

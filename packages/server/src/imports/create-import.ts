import type { contract } from '@songtrackpro/contracts';
import { findAdAccount, insertImport } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack } from '../tracks/index.ts';
import { toImportAnswer } from './load.ts';

export const createImport: Verb<typeof contract.imports.create> = async (ctx, { fileName, ...options }) => {
  if (options.artistId !== undefined) await loadArtist(ctx, options.artistId);
  if (options.trackId !== undefined) await loadTrack(ctx, options.trackId);
  if (options.adAccountId !== undefined && !(await findAdAccount(ctx.tx, options.adAccountId))) {
    throw new AppError('not_found', { message: 'There is no such ad account.', details: { entity: 'adAccount' } });
  }
  const record = await insertImport(ctx.tx, {
    organizationId: ctx.organizationId,
    apiKeyId: ctx.actor.kind === 'apiKey' ? ctx.actor.apiKey.id : null,
    createdBy: ctx.actor.kind === 'user' ? ctx.actor.user.id : null,
    fileName,
    options,
  });
  const answer = toImportAnswer(record);
  ctx.audit({ resource: { kind: 'import', id: record.id }, before: null, after: { fileName, ...options } });
  return answer;
};

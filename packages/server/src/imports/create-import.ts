import type { contract, ImportOptions } from '@songtrackpro/contracts';
import { findAdAccount, findImportMapping, insertImport } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack } from '../tracks/index.ts';
import { toImportAnswer } from './load.ts';

/** What the columns mean: as given, else as it was saved under this id. */
async function columnsOf(ctx: Context, columns: ImportOptions['columns'], mappingId: string | undefined) {
  if (mappingId === undefined) return columns && { columns };
  const mapping = await findImportMapping(ctx.tx, mappingId);
  if (mapping) return { columns: columns ?? mapping.columns };
  const message = 'There is no such column mapping.';
  throw new AppError('not_found', { message, details: { entity: 'importMapping', id: mappingId } });
}

export const createImport: Verb<typeof contract.imports.create> = async (ctx, input) => {
  const { fileName, dryRun = false, mappingId, ...given } = input;
  const options = { ...given, ...(await columnsOf(ctx, given.columns, mappingId)) };
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
    dryRun,
  });
  const answer = toImportAnswer(record);
  ctx.audit({ resource: { kind: 'import', id: record.id }, before: null, after: { fileName, dryRun, ...options } });
  return answer;
};

import type { Import } from '@songtrackpro/contracts';
import { findImport, type ImportRecord } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The organization's import of this id, or `not_found`. */
export async function loadImport(
  ctx: Pick<Context, 'tx'>,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<ImportRecord> {
  const found = await findImport(ctx.tx, id, options);
  if (!found)
    throw new AppError('not_found', { message: 'There is no such import.', details: { entity: 'import', id } });
  return found;
}

/** Where an import's bytes lie; keys begin with the organization. */
export const contentKey = (record: Pick<ImportRecord, 'id' | 'organizationId'>) =>
  `${record.organizationId}/imports/${record.id}/content`;

const pathOf = (id: string) => `/v1/imports/${id}`;

export function toImportAnswer({
  organizationId: _,
  options: __,
  attempts: ___,
  revision: ____,
  createdBy: _____,
  begunBy: ______,
  undoneBy: _______,
  ...record
}: ImportRecord): Import {
  return { ...record, contentPath: `${pathOf(record.id)}/content`, errorsPath: `${pathOf(record.id)}/errors.csv` };
}

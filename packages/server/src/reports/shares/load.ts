import type { ReportShare } from '@songtrackpro/contracts';
import { findReportShare } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';

/** The organization's link of this id, or `not_found`. */
export async function loadShare(ctx: Pick<ReadContext, 'tx'>, id: string): Promise<ReportShare> {
  const share = await findReportShare(ctx.tx, id);
  if (!share)
    throw new AppError('not_found', { message: 'There is no such link.', details: { entity: 'reportShare', id } });
  return share;
}

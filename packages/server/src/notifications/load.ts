import { findNotification } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The person's notification of this id with its position, or `not_found`. */
export async function loadNotification(ctx: Pick<Context, 'tx'>, userId: string, id: string) {
  const found = await findNotification(ctx.tx, userId, id);
  if (found) return found;
  throw new AppError('not_found', {
    message: 'You have no such notification in this organization.',
    details: { entity: 'notification', id },
  });
}

import type { Campaign } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';

const fault = (path: string, message: string) =>
  new AppError('invalid_input', { message: `${path} ${message}`, details: { fields: [{ path, message }] } });

/** A deadline lies behind the campaign's first day. */
export function assertDue({ startDate }: Pick<Campaign, 'startDate'>, dueDate: string | null): void {
  if (startDate !== null && dueDate !== null && dueDate < startDate)
    throw fault('dueDate', 'must not be before the campaign’s start');
}

export function assertTarget({ baseline, target }: { baseline: number; target: number }): void {
  if (target <= baseline) throw fault('target', 'must be above the baseline');
}

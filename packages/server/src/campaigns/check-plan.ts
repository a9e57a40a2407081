import type { Campaign, ErrorDetails } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';

const refusal = (message: string, details: ErrorDetails<'conflict'>) => new AppError('conflict', { message, details });

function fault(path: string, message: string): AppError {
  return new AppError('invalid_input', { message: `${path} ${message}`, details: { fields: [{ path, message }] } });
}

/** Archived campaigns are history. */
export function assertChangeable({ status }: Pick<Campaign, 'status'>): void {
  if (status === 'archived')
    throw refusal('An archived campaign is not changed. Duplicate it to plan another one.', { status });
}

/** What a plan must be in itself, whatever the state of its campaign. */
export function assertPlan(
  plan: Pick<Campaign, 'startDate' | 'endDate' | 'warnPercent' | 'stopPercent' | 'targeting'>,
): void {
  const { startDate, endDate, warnPercent, stopPercent, targeting } = plan;
  if (startDate !== null && endDate !== null && endDate < startDate)
    throw fault('endDate', 'must not be before startDate');
  if (warnPercent !== null && stopPercent !== null && warnPercent > stopPercent)
    throw fault('warnPercent', 'must not be above stopPercent');
  const both = targeting.audienceIds.find((id) => targeting.excludedAudienceIds.includes(id));
  if (both !== undefined)
    throw fault('targeting.excludedAudienceIds', `excludes the audience ${both} that is targeted`);
}

const ofImported = new Set(['name', 'artistId', 'trackId', 'tags']);

/** An imported campaign is the ad platform's: here it is only named, linked and tagged. */
export function assertOurs({ origin }: Pick<Campaign, 'origin'>, changes: object): void {
  const [foreign] = Object.keys(changes).filter((field) => !ofImported.has(field));
  if (origin === 'import' && foreign !== undefined)
    throw refusal('This campaign was imported; its plan is changed at the ad platform.', { field: foreign });
}

/** What keeps a campaign running must not be taken from it, and where it began is history. */
export function assertKeepsRunning(before: Campaign, after: Campaign): void {
  if (before.origin === 'import' || before.status === 'draft') return;
  if (before.startDate !== after.startDate)
    throw refusal('The start of a campaign that has started stays.', { field: 'startDate' });
  for (const field of ['trackId', 'budgetMinor', 'endDate'] as const) {
    if (before[field] !== null && after[field] === null)
      throw refusal(`A campaign that has started keeps its ${field}.`, { field });
  }
  if (after.budgetMinor === 0) throw refusal('A campaign that has started keeps its budget.', { field: 'budgetMinor' });
}

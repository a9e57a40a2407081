import { reportedMetrics } from '@songtrackpro/contracts';
import type { ColumnMeaning } from './format.ts';

/** Whether rows say when they are of. */
export function hasDates(meanings: readonly ColumnMeaning[]): boolean {
  const has = (role: ColumnMeaning['as']) => meanings.some(({ as }) => as === role);
  return has('day') || has('month') || has('periodRange') || (has('periodStart') && has('periodEnd'));
}

/** True where there are amounts, and no column that says their currency row by row. */
export function needsCurrency(meanings: readonly ColumnMeaning[]): boolean {
  const money = meanings.some((meaning) => meaning.as === 'metric' && reportedMetrics[meaning.metric].unit === 'money');
  return money && !meanings.some(({ as }) => as === 'currency');
}

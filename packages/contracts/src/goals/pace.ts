import { daysBetween } from '../core/zone.ts';

export interface GoalPace {
  baseline: number;
  target: number;
  /** Null where nothing is known. */
  current: number | null;
  /** First day of the campaign; null where it has none. */
  startDate: string | null;
  /** Last day on which the goal can be reached; null for no limit. */
  dueDate: string | null;
  /** Last day that `current` covers. */
  through: string | null;
  /** Today in the organization's zone. */
  today: string;
}

/** Where a straight line from baseline to target is at the end of a day. */
export function expectedOf({ baseline, target, startDate, dueDate }: Omit<GoalPace, 'today'>, day: string): number {
  if (startDate === null || dueDate === null) return baseline;
  const days = Math.max(1, daysBetween(startDate, dueDate) + 1);
  const over = Math.min(days, Math.max(0, daysBetween(startDate, day) + 1));
  return baseline + ((target - baseline) * over) / days;
}

/**
 * How a goal stands. It is measured by the last day that is known and not by today, because sources are days late; null
 * where nothing is known. A goal that was missed or reached is judged anew when its source says something else.
 */
export function goalStatusOf(pace: GoalPace): 'on_track' | 'behind' | 'reached' | 'missed' | null {
  const { target, current, dueDate, through, today } = pace;
  if (current === null) return null;
  if (current >= target) return 'reached';
  if (dueDate !== null && today > dueDate) return 'missed';
  return current >= expectedOf(pace, through ?? today) ? 'on_track' : 'behind';
}

import { addDays, type DateRange, daysBetween, type ReportRhythm } from '@songtrackpro/contracts';

/** A period with the day on which its report is made. */
export interface DuePeriod extends DateRange {
  dueOn: string;
}

/** A Monday, from which days of the week are counted. */
const someMonday = '2024-01-01';
const weekday = (date: string): number => ((daysBetween(someMonday, date) % 7) + 7) % 7;
const mondayOf = (date: string): string => addDays(date, -weekday(date));

const monthOf = (date: string): string => date.slice(0, 7);
const firstOf = (month: string): string => `${month}-01`;
const nextMonth = (month: string): string => monthOf(addDays(firstOf(month), 31));
const lastOf = (month: string): string => addDays(firstOf(nextMonth(month)), -1);
const previousMonth = (month: string): string => monthOf(addDays(firstOf(month), -1));

/** The day of a month that a schedule names, or the month’s last. */
function dayIn(month: string, day: number): string {
  const named = addDays(firstOf(month), day - 1);
  return monthOf(named) === month ? named : lastOf(month);
}

/** The newest period whose report is due on a day or was before: the whole week or month before the one of the due day. */
export function latestDue({ every, day }: ReportRhythm, today: string): DuePeriod {
  if (every === 'week') {
    const thisWeek = addDays(mondayOf(today), day - 1);
    const dueOn = thisWeek <= today ? thisWeek : addDays(thisWeek, -7);
    const monday = mondayOf(dueOn);
    return { dueOn, from: addDays(monday, -7), to: addDays(monday, -1) };
  }
  const month = monthOf(today);
  const due = dayIn(month, day) <= today ? month : previousMonth(month);
  const period = previousMonth(due);
  return { dueOn: dayIn(due, day), from: firstOf(period), to: lastOf(period) };
}

/** The first day on which a period beyond `doneTo` is due. */
export function nextDue({ every, day }: ReportRhythm, doneTo: string): string {
  const first = addDays(doneTo, 1);
  if (every === 'week') {
    const end = addDays(mondayOf(first), 6);
    return addDays(end, day);
  }
  return dayIn(nextMonth(monthOf(first)), day);
}

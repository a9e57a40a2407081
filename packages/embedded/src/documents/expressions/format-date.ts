import { CommandError } from '../errors.ts';
import { dayOfYear, isoWeek, weekOfYear } from './calendar.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

const FIELDS: Record<string, (local: Date, offset: number) => string> = {
  '%Y': (local) => pad(local.getUTCFullYear(), 4),
  '%m': (local) => pad(local.getUTCMonth() + 1, 2),
  '%d': (local) => pad(local.getUTCDate(), 2),
  '%H': (local) => pad(local.getUTCHours(), 2),
  '%M': (local) => pad(local.getUTCMinutes(), 2),
  '%S': (local) => pad(local.getUTCSeconds(), 2),
  '%L': (local) => pad(local.getUTCMilliseconds(), 3),
  '%j': (local) => pad(dayOfYear(local), 3),
  '%w': (local) => String(local.getUTCDay() + 1),
  '%u': (local) => String(local.getUTCDay() || 7),
  '%U': (local) => pad(weekOfYear(local), 2),
  '%V': (local) => pad(isoWeek(local).week, 2),
  '%G': (local) => pad(isoWeek(local).year, 4),
  '%b': (local) => (MONTHS[local.getUTCMonth()] as string).slice(0, 3),
  '%B': (local) => MONTHS[local.getUTCMonth()] as string,
  '%z': (_, offset) =>
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`,
  '%Z': (_, offset) => `${offset < 0 ? '-' : '+'}${pad(Math.abs(offset), 3)}`,
  '%%': () => '%',
};

/** Text of a local time by $dateToString's format; `offset` is its zone's, minutes east of UTC. */
export function formatDate(local: Date, format: string, offset: number): string {
  return format.replace(/%.?/g, (field) => {
    const write = FIELDS[field];
    if (!write) throw new CommandError(18536, `Invalid format character '${field}' in format string`);
    return write(local, offset);
  });
}

import type { Finding } from '@songtrackpro/server';
import type { LastBackup } from '../backup/last-backup.ts';
import { plural } from '../report/format-count.ts';
import { CommandError } from '../terminal.ts';

const hourMs = 3_600_000;
/** One a day, and time for it to be late. */
const defaultHours = 26;

/** Hours that a backup may be old, as BACKUP_WITHIN_HOURS says. */
export function backupLimit(stated: string | undefined): number {
  if (stated === undefined || stated === '') return defaultHours;
  if (/^[1-9]\d{0,4}$/.test(stated)) return Number(stated);
  throw new CommandError(`BACKUP_WITHIN_HOURS is a number of hours from 1 to 99999, and not “${stated}”.`);
}

/** How old the last backup of the data folder is, and whether that is too old. */
export function inspectLastBackup(last: LastBackup | null, limitHours: number, now: Date): Finding {
  const finding = { code: 'last-backup', subject: 'data folder' };
  const advice = 'Take one with `songtrackpro backup <folder>`, each day by the clock.';
  if (last === null) return { ...finding, severity: 'warning', message: `No backup was ever taken. ${advice}` };
  const hours = (now.getTime() - Date.parse(last.moment)) / hourMs;
  const age = hours < 1 ? 'less than an hour' : plural(Math.floor(hours), 'hour');
  const message = `The last backup is ${age} old (${last.target}).`;
  if (hours <= limitHours) return { ...finding, severity: 'ok', message };
  return {
    ...finding,
    severity: 'warning',
    message: `${message} It should be ${plural(limitHours, 'hour')} at most. ${advice}`,
  };
}

import { expect, test } from 'vitest';
import { inspectAtRest } from '../src/doctor/at-rest.ts';
import { backupLimit, inspectLastBackup } from '../src/doctor/last-backup.ts';
import { findingLines } from '../src/doctor/print-findings.ts';

test.each([
  ['provider', 'ok'],
  ['disk', 'ok'],
  ['none', 'warning'],
  [undefined, 'warning'],
])('encryption at rest is what the operator says (%s), never guessed', (stated, severity) => {
  expect(inspectAtRest(stated)).toMatchObject({ code: 'encryption-at-rest', severity });
});

test('another word for encryption at rest is refused with those that are understood', () => {
  expect(() => inspectAtRest('yes')).toThrow('DATABASE_AT_REST is provider, disk or none, and not “yes”.');
});

test('a backup that is missing or too old is a warning, and the limit is what the operator says', () => {
  const now = new Date('2026-03-02T12:00:00Z');
  const taken = { moment: '2026-03-01T12:00:00Z', target: '/backups/one', bytes: 1 };
  expect(inspectLastBackup(null, 26, now)).toMatchObject({ severity: 'warning' });
  expect(inspectLastBackup(taken, backupLimit(undefined), now)).toMatchObject({
    severity: 'ok',
    message: 'The last backup is 24 hours old (/backups/one).',
  });
  expect(inspectLastBackup(taken, backupLimit('12'), now)).toMatchObject({ severity: 'warning' });
  expect(() => backupLimit('a day')).toThrow('BACKUP_WITHIN_HOURS is a number of hours');
});

test('faults come first, and the last line counts them', () => {
  const lines = findingLines([
    { code: 'a', severity: 'ok', subject: 's', message: 'well' },
    { code: 'b', severity: 'warning', subject: 's', message: 'to know' },
    { code: 'c', severity: 'fault', subject: 's', message: 'to mend' },
  ]);
  expect(lines).toEqual(['FAULT    to mend', 'warning  to know', 'ok       well', '', '1 fault, 1 warning']);
});

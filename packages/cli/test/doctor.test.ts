import { expect, test } from 'vitest';
import { inspectAtRest } from '../src/doctor/at-rest.ts';
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

test('faults come first, and the last line counts them', () => {
  const lines = findingLines([
    { code: 'a', severity: 'ok', subject: 's', message: 'well' },
    { code: 'b', severity: 'warning', subject: 's', message: 'to know' },
    { code: 'c', severity: 'fault', subject: 's', message: 'to mend' },
  ]);
  expect(lines).toEqual(['FAULT    to mend', 'warning  to know', 'ok       well', '', '1 fault, 1 warning']);
});

import { expect, test } from 'vitest';
import { measureLengths } from './file-length.ts';

const file = (path: string, lines: number) => ({ path, text: '\n'.repeat(lines) });

test('a file of more than 400 lines is refused, one of more than 300 is warned about', () => {
  const report = measureLengths([file('a.ts', 401), file('b.ts', 400), file('c.ts', 301), file('d.ts', 300)]);
  expect(report.problems).toEqual([expect.stringContaining('a.ts: 401 lines')]);
  expect(report.warnings).toEqual(['b.ts: 400 lines', 'c.ts: 301 lines']);
});

test('a generated file may be no longer than another', () => {
  const generated = {
    path: 'types.ts',
    text: `// Made from the contracts by a script. Do not edit.\n${'\n'.repeat(400)}`,
  };
  expect(measureLengths([generated]).problems).toHaveLength(1);
});

test('data may be long', () => {
  expect(measureLengths([file('rows.csv', 5000)])).toEqual({ problems: [], warnings: [] });
});

import { expect, test } from 'vitest';
import { dropSeparator } from './drop-separator.ts';

test.each([
  ['before the command', ['--', 'start', '--exit']],
  ['after `start`', ['start', '--', '--exit']],
])('the `--` that pnpm hands on is dropped %s', (_, words) => {
  expect(dropSeparator(words)).toEqual(['start', '--exit']);
});

test('a `--` that a person wrote before a file name stays', () => {
  expect(dropSeparator(['import', '--', '-odd.csv'])).toEqual(['import', '--', '-odd.csv']);
  expect(dropSeparator(['--', 'import', '--', '-odd.csv'])).toEqual(['import', '--', '-odd.csv']);
});

test('words without a separator are left as they are', () => {
  expect(dropSeparator([])).toEqual([]);
  expect(dropSeparator(['start', '--import', 'a folder'])).toEqual(['start', '--import', 'a folder']);
});

import { expect, test } from 'vitest';
import { compareGenerated } from './sdk-types.ts';

test('a generated file that differs is called stale at its first different line', () => {
  expect(compareGenerated('types.ts', 'a\nb\n', 'a\nc\n').join('\n')).toMatch(/stale.*\n.*line 2 is {2}b\n.*c$/);
});

test('a generated file that equals what would be written is current', () => {
  expect(compareGenerated('types.ts', 'a\n', 'a\n')).toEqual([]);
});

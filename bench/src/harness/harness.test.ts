import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';
import { readArguments } from './arguments.ts';
import { figure, median, ratios } from './statistics.ts';
import { renderTable } from './table.ts';

test('the median is the middle sample, or between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 9, 5, 3])).toBe(4);
  expect(() => median([])).toThrow(RangeError);
});

test('ratios pair the samples of one round', () => {
  expect(ratios([10, 30], [20, 10])).toEqual([0.5, 3]);
  expect(() => ratios([1, 2], [1])).toThrow(RangeError);
});

test('figures keep three digits', () => {
  expect([0.123456, 12.3456, 123.456, 12345.6].map(figure)).toEqual([0.123, 12.3, 123, 12346]);
});

test('sides take turns, and their first round is thrown away', async () => {
  const turns: string[] = [];
  const side = (name: string) => async () => turns.push(name);
  const samples = await alternate(2, side('ours'), side('baseline'));
  expect(turns).toEqual(['ours', 'baseline', 'ours', 'baseline', 'ours', 'baseline']);
  expect(samples).toEqual({ ours: [3, 5], baseline: [4, 6] });
});

test('the table shows median, spread and remark', () => {
  const measurements = [
    { label: 'server', unit: 'requests/s', samples: [2900, 3100, 3000] },
    { label: 'ratio', unit: '', samples: [0.5], remark: 'larger is better' },
  ];
  expect(renderTable({ name: 'read', about: 'a against b' }, { measurements, figures: {} }).split('\n')).toEqual([
    'read: a against b',
    '  server  3,000  requests/s  2,900 – 3,100',
    '  ratio     0.5                             larger is better',
  ]);
});

test('a separator before the arguments is dropped, and an unknown entry is refused with the known ones', () => {
  expect(readArguments(['--', 'read', '--quick'], ['read'])).toEqual({ names: ['read'], quick: true });
  expect(() => readArguments(['reed'], ['read', 'start'])).toThrow('Entries: read, start.');
});

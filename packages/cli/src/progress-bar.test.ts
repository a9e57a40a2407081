import { expect, test } from 'vitest';
import { ProgressBar } from './progress-bar.ts';
import { formatBytes } from './report/format-bytes.ts';

/** What a bar writes on an output of a kind. */
function written(output: { isTTY?: boolean; columns?: number }, use: (bar: ProgressBar) => void): string {
  let text = '';
  use(new ProgressBar(formatBytes, { ...output, write: (part) => (text += part) }));
  return text;
}

const copy = (bar: ProgressBar) => {
  bar.start('Copying');
  for (const done of [0, 10, 24, 26, 49, 90, 100]) bar.update(done * 1_000_000, 100_000_000);
  bar.end();
};

test('elsewhere than on a terminal it is plain lines, one at each quarter at most', () => {
  expect(written({}, copy)).toBe(
    'Copying\n 26 %  26.0 MB of 100.0 MB\n 90 %  90.0 MB of 100.0 MB\n100 %  100.0 MB of 100.0 MB\n',
  );
});

test('on a terminal it is one line that fits, is written over, and is gone in the end', () => {
  const text = written({ isTTY: true, columns: 60 }, copy);
  expect(text).not.toContain('\n');
  expect(text).not.toContain('\u001b');
  const lines = text.split('\r').filter((line) => line !== '');
  expect(lines.every((line) => line.length < 60)).toBe(true);
  expect(lines.at(-2)).toContain('[########################] 100 %  100.0 MB of 100.0 MB');
  expect(lines.at(-1)?.trim()).toBe('');
  expect(text.endsWith('\r')).toBe(true);
});

test('sizes are told in the unit that fits', () => {
  expect([0, 999, 1000, 999_949, 999_950, 5.5e12].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '999.9 kB',
    '1.0 MB',
    '5.5 TB',
  ]);
});

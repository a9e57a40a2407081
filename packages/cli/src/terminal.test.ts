import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from './terminal.ts';

test('a plain path needs no quotes', () => {
  expect(shellWord('/home/anna/exports/a-b_c.csv')).toBe('/home/anna/exports/a-b_c.csv');
});

test('a shell reads every quoted word back as it was', () => {
  const odd = [
    '',
    ' ',
    "it's",
    '"',
    '$HOME',
    '`id`',
    '*',
    '~',
    '!',
    'a\nb',
    '\\',
    'Änne & Co; rm',
    '#x',
    '=x',
    '-',
    'a\u001b[31mb',
    "it's\u0007\\n\u202e.csv",
  ];
  const words = [...odd, ...fc.sample(fc.string({ unit: 'grapheme' }), 50)].filter((word) => !word.includes('\0'));
  expect(words.map(shellWord).join('')).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  const command = `for word in ${words.map(shellWord).join(' ')}; do printf '%s\\0' "$word"; done`;
  const read = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(words);
});

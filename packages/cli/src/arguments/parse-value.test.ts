import { expect, test } from 'vitest';
import { parseDay, parsePort, parseWord } from './parse-value.ts';

test.each([
  ['0', 0],
  ['8080', 8080],
  ['65535', 65_535],
])('%s is a port', (text, port) => {
  expect(parsePort(text)).toBe(port);
});

test.each(['65536', '70000', '-1', '80.5', '8e3', '0x50', ' 80', '', 'http', '99999999999999999999'])(
  '“%s” is no port, and the error says what one is',
  (text) => {
    expect(() => parsePort(text)).toThrow('from 0 to 65535');
  },
);

test('a day has to exist', () => {
  expect(parseDay('2024-02-29')).toBe('2024-02-29');
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '31.01.2026', 'today', '2026-01-31T00:00:00Z']) {
    expect(() => parseDay(text), text).toThrow('YYYY-MM-DD');
  }
});

test('a path must not be empty, as an unset variable of a shell is', () => {
  expect(parseWord('a folder')).toBe('a folder');
  expect(() => parseWord('')).toThrow('must not be empty');
  expect(() => parseWord('  ')).toThrow('must not be empty');
});

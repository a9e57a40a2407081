import { expect, test } from 'vitest';
import { z } from 'zod';
import { StoredJsonError, versioned } from './versioned.ts';

const Reminder = versioned(
  'a reminder',
  3,
  z.strictObject({ version: z.literal(3), minutes: z.int().positive(), channels: z.array(z.string()) }),
  {
    1: ({ hours, ...rest }) => ({ ...rest, minutes: Number(hours) * 60 }),
    2: ({ channel, ...rest }) => ({ ...rest, channels: channel === undefined ? [] : [channel] }),
  },
);

test('an object of an older version is read as the newest one, step by step', () => {
  expect(Reminder.read({ version: 1, hours: 2 })).toEqual({ version: 3, minutes: 120, channels: [] });
  expect(Reminder.read({ version: 2, minutes: 5, channel: 'mail' })).toEqual({
    version: 3,
    minutes: 5,
    channels: ['mail'],
  });
});

test('an object of the newest version is read as it is, and what was read can be written', () => {
  const stored = { version: 3, minutes: 1, channels: [] };
  expect(Reminder.read(stored)).toEqual(stored);
  expect(Reminder.check(Reminder.read({ version: 1, hours: 1 }))).toMatchObject({ version: 3 });
});

test('only the newest version may be written', () => {
  expect(() => Reminder.check({ version: 2, minutes: 5 })).toThrow(StoredJsonError);
});

test('a write that does not fit says which field is wrong', () => {
  expect(() => Reminder.check({ version: 3, minutes: 0, channels: [] })).toThrow(/minutes/);
  expect(() => Reminder.check({ version: 3, minutes: 1, channels: [], more: 1 })).toThrow(/more/);
});

test('an object of a newer program is refused instead of being read in part', () => {
  expect(() => Reminder.read({ version: 4, minutes: 1 })).toThrow(/written by a newer SongTrackPro/);
});

test.each([null, [], 'text', { minutes: 1 }, { version: '3' }])('%j is not taken for a versioned object', (stored) => {
  expect(() => Reminder.read(stored)).toThrow(StoredJsonError);
});

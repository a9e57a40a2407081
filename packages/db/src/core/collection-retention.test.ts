import { expect, test } from 'vitest';
import { RetentionError, retentionOf } from './collection-retention.ts';

test('days are whole, at least one, and of a collection that there is', () => {
  expect(retentionOf({ system_events: 7, api_usage: 30 })).toEqual({
    days: { system_events: 7, api_usage: 30 },
    archives: null,
  });
  const faults = [
    [{ songs: 3 }, 'There is no collection “songs”'],
    [{ api_usage: 0 }, 'at least 1'],
    [{ api_usage: 1.5 }, 'whole number'],
  ] as const;
  for (const [days, says] of faults) {
    expect(() => retentionOf(days)).toThrow(RetentionError);
    expect(() => retentionOf(days)).toThrow(says);
  }
});

import { expect, test } from 'vitest';
import { restartPause } from './restart-pause.ts';

test('a worker is replaced soon, and later each time that the last one ended young', () => {
  expect([0, 1, 2, 3, 6, 60].map(restartPause)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
});

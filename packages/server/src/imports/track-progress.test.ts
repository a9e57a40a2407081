import { expect, test } from 'vitest';
import { ProgressTracker } from './track-progress.ts';

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < 4; index += 1) yield new Uint8Array(25);
}

test('progress tells bytes, rows, their rates and the time that is left', async () => {
  const tracker = new ProgressTracker('writing', 200, async () => undefined);
  expect(tracker.now()).toMatchObject({ bytes: 0, rows: 0, etaSeconds: null });
  for await (const chunk of tracker.bytes(chunks())) tracker.rows(chunk.length / 5);
  const progress = tracker.now();
  expect(progress).toMatchObject({ phase: 'writing', bytes: 100, totalBytes: 200, rows: 20 });
  expect(progress.bytesPerSecond).toBeGreaterThan(0);
  expect(progress.rowsPerSecond).toBeGreaterThan(0);
  expect(progress.etaSeconds).toBe(Math.ceil(100 / progress.bytesPerSecond));
  await tracker.settled();
});

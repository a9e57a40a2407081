import { join } from 'node:path';
import { startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median } from '../harness/statistics.ts';

const command = '../packages/cli/src/main.ts';
const ready = /http:\/\/\S+/;

/** Milliseconds from launching the command to its announcement that it serves; stopped again with its stores. */
async function timeToReady(dataDir: string): Promise<number> {
  const child = await startChild(command, ['serve', '--data', dataDir], ready);
  await child.stop();
  return child.readyMs;
}

async function measure(context: BenchContext): Promise<BenchResult> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < context.rounds; round++) {
    const dataDir = join(context.folder, `data-${round}`);
    context.onProgress(`round ${round + 1} of ${context.rounds}`);
    cold.push(await timeToReady(dataDir));
    warm.push(await timeToReady(dataDir));
  }
  return {
    measurements: [
      { label: 'cold', unit: 'ms', samples: cold, remark: 'empty data folder' },
      { label: 'warm', unit: 'ms', samples: warm, remark: 'stopped stores, migrated' },
    ],
    figures: { coldMs: figure(median(cold)), warmMs: figure(median(warm)) },
  };
}

export const start: BenchEntry = {
  name: 'start',
  about: 'from the command `serve` to a server that listens: both stores started and migrated',
  run: measure,
};

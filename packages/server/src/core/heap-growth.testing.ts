import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { withSlowHeapGrowth } from './heap-growth.ts';

// A process that makes garbage which lives for a while, and prints how often its old generation was collected: with slow
// growth, and after that without.

let collections = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as (PerformanceEntry & { detail?: { kind: number } })[])
    if (entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR) collections += 1;
}).observe({ entryTypes: ['gc'] });

async function collectionsOf(): Promise<number> {
  const before = collections;
  const waiting: unknown[] = [];
  for (let round = 0; round < 3000; round += 1) {
    waiting.push(Array.from({ length: 1000 }, (_, index) => ({ index, text: `${round} ${index}` })));
    if (waiting.length > 300) waiting.shift();
    await setImmediate();
  }
  return collections - before;
}

const slow = await withSlowHeapGrowth(collectionsOf);
const usual = await collectionsOf();
process.stdout.write(JSON.stringify({ slow, usual }));

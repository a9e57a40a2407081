import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How much the old generation may grow beyond what lives in it before it is collected, in percent. */
const slowPercent = 15;

/** Functions that V8 gives to contexts made after its flag was set. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  setFlagsFromString('--no-expose-gc');
}

let running = 0;

/**
 * Runs work that makes garbage for long, with a heap that stays near what lives in it. Left alone, V8 lets it grow to a
 * multiple of that, which short calls are faster with: so it holds only while such work runs. V8 reads the flag when it sets
 * the next limit, which is after a collection, so one comes first (some 50 ms); 0 is its own choice.
 */
export async function withSlowHeapGrowth<Output>(work: () => Promise<Output>): Promise<Output> {
  running += 1;
  if (running === 1) {
    setFlagsFromString(`--heap-growing-percent=${slowPercent}`);
    collectGarbage();
  }
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) setFlagsFromString('--heap-growing-percent=0');
  }
}

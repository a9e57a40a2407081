import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure, median } from '../harness/statistics.ts';
import type { Project } from './install.ts';

const program = (module: string) => `const start = performance.now();
await import('${module}');
console.log(performance.now() - start);
`;

/** Processes of which the quickest is one sample: what disturbs one only makes it slower. */
const processes = 9;

/** Milliseconds that the import takes in a process of its own, beyond those of a module with nothing in it. */
export async function measureImport({ rounds }: BenchContext, { folder }: Project): Promise<BenchResult> {
  const files = { sdk: join(folder, 'import-sdk.mjs'), empty: join(folder, 'import-empty.mjs') };
  await writeFile(join(folder, 'empty.mjs'), '');
  await writeFile(files.sdk, program('@songtrackpro/sdk'));
  await writeFile(files.empty, program('./empty.mjs'));
  const time = async (file: string) => {
    const samples: number[] = [];
    for (let i = 0; i < processes; i += 1) {
      samples.push(Number((await promisify(execFile)(process.execPath, [file])).stdout));
    }
    return Math.min(...samples);
  };
  const { ours, baseline } = await alternate(
    rounds,
    () => time(files.sdk),
    () => time(files.empty),
  );
  const overhead = ours.map((ms, round) => ms - (baseline[round] ?? 0));
  return {
    measurements: [
      { label: 'import of the SDK', unit: 'ms', samples: ours },
      { label: 'import of an empty module', unit: 'ms', samples: baseline },
      { label: 'import, difference', unit: 'ms', samples: overhead, remark: 'at most 15' },
    ],
    figures: { importMs: figure(median(overhead)) },
  };
}

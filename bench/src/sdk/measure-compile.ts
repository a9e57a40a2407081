import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { contract, type DomainContract } from '@songtrackpro/contracts';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { typeByHand } from './hand-typed.ts';
import type { Project } from './install.ts';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const callCount = 200;
/** Compilations of which the quickest is one sample: what disturbs one only makes it slower. */
const compilations = 5;

/** As many procedures with the example that the contracts have of each. */
function chooseCalls(): { domain: string; method: string; input: unknown }[] {
  const all = Object.entries<DomainContract>(contract).flatMap(([domain, procedures]) =>
    Object.entries(procedures).map(([method, { example }]) => ({ domain, method, input: example })),
  );
  return all.slice(0, callCount);
}

function programOf(head: string, calls: ReturnType<typeof chooseCalls>): string {
  const lines = calls.map(({ domain, method, input }, index) => {
    const argument = Object.keys(input as object).length === 0 ? '' : JSON.stringify(input);
    return `export const answer${index} = await client.${domain}.${method}(${argument});\n`;
  });
  return `${head}\n${lines.join('')}`;
}

const compilerOptions = {
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  target: 'es2022',
  lib: ['es2022', 'dom'],
  module: 'nodenext',
};

/** Seconds of `tsc` for a program of 200 calls to the SDK, against the same with a client typed by hand. */
export async function measureCompile({ rounds }: BenchContext, project: Project): Promise<BenchResult> {
  const calls = chooseCalls();
  const byHand = typeByHand(
    await readFile(project.declarations, 'utf8'),
    calls.map(({ domain, method }) => [domain, method]),
  );
  const sides = {
    sdk: "import { SongTrackPro } from '@songtrackpro/sdk';\ndeclare const client: SongTrackPro;",
    hand: "import { client } from './client.js';",
  };
  const compile = async (side: keyof typeof sides) => {
    const samples: number[] = [];
    for (let i = 0; i < compilations; i += 1) {
      const start = performance.now();
      await promisify(execFile)(process.execPath, [tsc, '-p', join(project.folder, side)]);
      samples.push(performance.now() - start);
    }
    return Math.min(...samples);
  };
  for (const [side, head] of Object.entries(sides)) {
    const folder = join(project.folder, side);
    await mkdir(folder);
    await writeFile(join(folder, 'program.ts'), programOf(head, calls));
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  }
  await writeFile(join(project.folder, 'hand/client.d.ts'), byHand);
  const times = await alternate(
    rounds,
    () => compile('sdk'),
    () => compile('hand'),
  );
  const quotients = ratios(times.ours, times.baseline);
  return {
    measurements: [
      { label: `tsc, ${calls.length} calls of the SDK`, unit: 'ms', samples: times.ours },
      { label: 'tsc, a client typed by hand', unit: 'ms', samples: times.baseline },
      { label: 'tsc, ratio', unit: '', samples: quotients, remark: 'smaller is better; at most 1.1' },
    ],
    figures: { tscRatio: figure(median(quotients)) },
  };
}

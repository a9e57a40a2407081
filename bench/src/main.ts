import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entries } from './entries.ts';
import { readArguments } from './harness/arguments.ts';
import type { BenchEntry, BenchResult } from './harness/entry.ts';
import { resultOf } from './harness/results.ts';
import { renderTable } from './harness/table.ts';

async function runEntry(entry: BenchEntry, quick: boolean): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'stp-bench-'));
  const onProgress = (line: string) => process.stderr.write(`${entry.name}: ${line}\n`);
  try {
    return await resultOf(entry, { folder, rounds: quick ? 1 : 5, seconds: quick ? 1 : 4, onProgress });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function main(): Promise<number> {
  const known = entries.map(({ name }) => name);
  const { names, quick } = readArguments(process.argv.slice(2), known);
  const figures: Record<string, BenchResult['figures']> = {};
  for (const entry of entries) {
    if (names.length > 0 && !names.includes(entry.name)) continue;
    const result = await runEntry(entry, quick);
    process.stdout.write(`${renderTable(entry, result)}\n\n`);
    figures[entry.name] = result.figures;
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof RangeError ? error.message : String(error)}\n`);
  return 1;
});

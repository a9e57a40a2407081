import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext, BenchEntry, BenchResult } from './entry.ts';

const results = new Map<string, Promise<BenchResult>>();

/** The result of an entry, measured once in a run: another entry may state one of its figures without measuring it again. */
export function resultOf(entry: BenchEntry, context: BenchContext): Promise<BenchResult> {
  const known = results.get(entry.name);
  if (known) return known;
  const result = entry.run(context);
  results.set(entry.name, result);
  return result;
}

/** One figure of another entry, which is run in a folder of its own unless this run has its result. */
export async function figureOf(entry: BenchEntry, key: string, context: BenchContext): Promise<number> {
  const folder = join(context.folder, entry.name);
  await mkdir(folder);
  const { figures } = await resultOf(entry, { ...context, folder });
  const value = figures[key];
  if (value === undefined) throw new RangeError(`${entry.name} has no figure ${key}`);
  return value;
}

import { readdir } from 'node:fs/promises';
import { z } from 'zod';

const contracts = new URL('.', import.meta.resolve('@songtrackpro/contracts'));

/** In which file of the contracts each schema with a name is written, for example `campaigns/targeting`. */
export async function readSchemaFiles(): Promise<Map<string, string>> {
  const names = await readdir(contracts, { recursive: true });
  const files = new Map<string, string>();
  for (const path of names.map((name) => name.replaceAll('\\', '/')).sort()) {
    if (!/(?<!\.test|index)\.ts$/.test(path)) continue;
    const values: unknown[] = Object.values(await import(new URL(path, contracts).href));
    for (const value of values) {
      const id = value instanceof z.ZodType ? z.globalRegistry.get(value)?.id : undefined;
      if (id !== undefined && !files.has(id)) files.set(id, path.replace(/\.ts$/, ''));
    }
  }
  return files;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const relativeImport = /\bfrom\s+'(\.{1,2}\/[^']+)'|\bimport\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const paths = [...text.matchAll(relativeImport)].map((match) => match[1] ?? match[2] ?? '');
  return paths.map((path) => resolve(dirname(file), path)).filter((path) => path.endsWith('.ts') && existsSync(path));
}

/** Tells whether one of the files reaches the target by relative imports; package names are not followed. */
export function reaches(files: readonly string[], target: string): boolean {
  const seen = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === target) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...importsOf(file));
  }
  return false;
}

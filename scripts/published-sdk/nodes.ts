import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The lines of Node that the SDK is for. */
export const nodeLines = [20, 22, 24] as const;

/**
 * Programs of Node by their line: this one, those on the path, and those in the folders of `STP_NODES`. The tests
 * themselves run on one line only, so the others are there where the machine or its build script brought them.
 */
export async function findNodes(): Promise<Map<number, string>> {
  const folders = `${process.env.STP_NODES ?? ''}${delimiter}${process.env.PATH ?? ''}`.split(delimiter);
  const names = [...new Set(folders)].filter((folder) => folder !== '').map((folder) => join(folder, 'node'));
  const nodes = new Map<number, string>();
  for (const program of [process.execPath, ...names]) {
    const found = await promisify(execFile)(program, ['--version']).catch(() => undefined);
    const line = Number(/^v(\d+)\./.exec(found?.stdout ?? '')?.[1]);
    if (Number.isInteger(line) && !nodes.has(line)) nodes.set(line, program);
  }
  return nodes;
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface TextFile {
  /** Relative to the repository's root, with `/`. */
  path: string;
  text: string;
}

/** Every file that git tracks or would track. Folders of tracked data have no text that a rule is about. */
export async function listFiles(): Promise<string[]> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await promisify(execFile)('git', args, { maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(stdout.split('\0'))].filter((path) => path !== '').sort();
}

/** Reads text files, leaving out those that are deleted in the work tree and those that are not text. */
export async function readTexts(paths: readonly string[]): Promise<TextFile[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path).catch(() => undefined);
      return bytes === undefined || bytes.includes(0) ? undefined : { path, text: bytes.toString('utf8') };
    }),
  );
  return files.filter((file) => file !== undefined);
}

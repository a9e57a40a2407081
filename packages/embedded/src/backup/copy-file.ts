import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors.ts';

export interface CopiedBytes {
  bytes: number;
  sha256: string;
}

const CHUNK = 1024 * 1024;

/** What a file holds, read once; `take` gets each part of it. */
export async function readThrough(
  path: string,
  take: (part: Uint8Array) => Promise<void> = async () => {},
): Promise<CopiedBytes> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, bytes);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      await take(part);
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Copies a file; only our account may read the copy. It is on disk only after `syncTree`. Answers what was copied. */
export async function copyFile(from: string, to: string, onBytes: (count: number) => void): Promise<CopiedBytes> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const target = await open(to, 'wx', 0o600);
  try {
    return await readThrough(from, async (part) => {
      await target.writeFile(part);
      onBytes(part.length);
    });
  } finally {
    await target.close();
  }
}

/** Undefined where a file is gone: a running store removes files. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

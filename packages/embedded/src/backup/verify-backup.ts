import { join } from 'node:path';
import { readThrough, unlessGone } from './copy-file.ts';
import type { CopyProgress } from './copy-set.ts';
import { type Manifest, readManifest, unusable } from './manifest.ts';

/** How many damaged files a message names. */
const NAMED = 5;

/**
 * Reads every file of a backup and compares it with the manifest.
 * @throws {EmbeddedStoreError} `backup_unusable` where anything is missing or differs
 */
export async function verifyBackup(
  backup: string,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<Manifest> {
  const manifest = await readManifest(backup);
  const total = bytesOf(manifest);
  const damaged: string[] = [];
  let done = 0;
  for (const { path, bytes, sha256 } of manifest.files) {
    const found = await unlessGone(
      readThrough(join(backup, path), async (part) => {
        done += part.length;
        onProgress({ done, total: Math.max(total, done) });
      }),
    );
    if (found === undefined) damaged.push(`${path} is missing`);
    else if (found.bytes !== bytes || found.sha256 !== sha256) damaged.push(`${path} is not what was copied`);
  }
  if (damaged.length > 0) throw unusable(backup, describe(damaged));
  return manifest;
}

export const bytesOf = ({ files }: Pick<Manifest, 'files'>): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

function describe(damaged: readonly string[]): string {
  const rest = damaged.length - NAMED;
  return `${damaged.slice(0, NAMED).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}. Use another backup`;
}

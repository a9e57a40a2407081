import type { Archive, OnProgress } from './archive.ts';
import { type ArchiveFilter, listKeys } from './list-archive.ts';
import { contentKey } from './manifest.ts';
import { DamagedFileError, unpack } from './pack.ts';
import { readManifest } from './write-file.ts';

export interface Verification {
  files: number;
  documents: number;
  bytes: number;
  /** What is wrong with each file that isn't whole. */
  damaged: string[];
  /** Files without a manifest: of a run that was broken off. They count for nothing. */
  unfinished: string[];
}

/** Reads every file back and compares its size, its checksums and the number of its documents with the manifest. */
export async function verifyArchive(
  archive: Pick<Archive, 'storage' | 'secret'>,
  filter: ArchiveFilter,
  onProgress: OnProgress = () => {},
): Promise<Verification> {
  const keys = new Set<string>();
  for await (const key of listKeys(archive, filter)) keys.add(key);
  const sum: Verification = { files: 0, documents: 0, bytes: 0, damaged: [], unfinished: [] };
  const manifests = [...keys].filter((key) => key.endsWith('.json'));
  for (const key of manifests) {
    const manifest = await readManifest(archive, key);
    keys.delete(key);
    if (!manifest) {
      sum.damaged.push(`${key}: the manifest is damaged`);
      continue;
    }
    keys.delete(contentKey(manifest));
    try {
      await unpack(await archive.storage.get(contentKey(manifest)), manifest, archive.secret);
      sum.documents += manifest.documents;
      sum.bytes += manifest.bytes;
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      sum.damaged.push(error.message);
    }
    sum.files += 1;
    const { files, documents } = sum;
    onProgress({ step: 'verify', collection: manifest.collection, files, allFiles: manifests.length, documents });
  }
  sum.unfinished.push(...keys);
  return sum;
}

import { type ArchiveLine, findArchiveFile, recordArchiveFile } from '@songtrackpro/db';
import type { Archive } from './archive.ts';
import { contentKey, Manifest, manifestKey } from './manifest.ts';
import { pack, unpack } from './pack.ts';

/**
 * Writes a file and reads it back; only then its manifest is written, and only then the store learns that its documents are
 * in the archive. Whatever was written before a crash is written over by the same bytes under the same name.
 */
export async function writeFile(
  { db, storage, secret, clock }: Archive,
  lines: readonly ArchiveLine[],
  place: Pick<Manifest, 'organizationId' | 'collection' | 'month'>,
): Promise<void> {
  const { manifest, bytes } = await pack(lines, place, { secret, now: clock() });
  const { id, organizationId } = manifest;
  if (await findArchiveFile(db, organizationId, id)) return;
  const key = contentKey(manifest);
  await storage.put(key, bytes);
  await unpack(await storage.get(key), manifest, secret);
  const said = `${JSON.stringify(manifest, null, 2)}\n`;
  await storage.put(manifestKey(manifest), Buffer.from(said));
  const { collection, month, documents, sha256 } = manifest;
  const [from, to, writtenAt] = [manifest.from, manifest.to, manifest.writtenAt].map((text) => new Date(text));
  if (!from || !to || !writtenAt) throw new Error('a manifest without its times');
  const size = { documents, bytes: manifest.bytes, sha256 };
  await recordArchiveFile(db, organizationId, {
    id,
    collection,
    month,
    key,
    ...size,
    from,
    to,
    writtenAt,
    removedAt: null,
  });
}

/** The manifest under a key; null where there is none or it is none of ours. */
export async function readManifest({ storage }: Pick<Archive, 'storage'>, key: string): Promise<Manifest | null> {
  const bytes = await storage.get(key);
  if (bytes === null) return null;
  try {
    return Manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

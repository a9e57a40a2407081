import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ArchiveLine } from '@songtrackpro/db';
import { contentKey, type Manifest } from './manifest.ts';
import { seal, unseal } from './seal.ts';

const [compress, decompress] = [promisify(gzip), promisify(gunzip)];

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A file of the archive is missing, incomplete or was changed. */
export class DamagedFileError extends Error {
  override name = 'DamagedFileError';
}

/** A UUID (version 8) from a hash: the same lines are the same file. */
const idOf = (hash: string) =>
  `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;

/** Lines of one organization, collection and month as a file, compressed and where there is a secret encrypted. */
export async function pack(
  lines: readonly ArchiveLine[],
  place: Pick<Manifest, 'organizationId' | 'collection' | 'month'>,
  { secret, now }: { secret: string | undefined; now: Date },
): Promise<{ manifest: Manifest; bytes: Uint8Array }> {
  const text = lines.map(({ json }) => `${json}\n`).join('');
  const contentSha256 = sha256(text);
  const id = idOf(sha256(JSON.stringify([place.organizationId, place.collection, place.month, contentSha256])));
  const encrypted = secret !== undefined;
  const compressed = await compress(text);
  const bytes = encrypted ? seal(compressed, secret, contentKey({ ...place, id, encrypted })) : compressed;
  const times = lines.map(({ at }) => at.getTime());
  const manifest: Manifest = {
    format: 'songtrackpro-archive',
    version: 1,
    id,
    ...place,
    documents: lines.length,
    from: new Date(times.reduce((a, b) => Math.min(a, b))).toISOString(),
    to: new Date(times.reduce((a, b) => Math.max(a, b))).toISOString(),
    bytes: bytes.length,
    sha256: sha256(bytes),
    contentSha256,
    encrypted,
    writtenAt: now.toISOString(),
  };
  return { manifest, bytes };
}

function open(bytes: Uint8Array, manifest: Manifest, secret: string | undefined): Uint8Array {
  if (!manifest.encrypted) return bytes;
  if (secret === undefined) throw new DamagedFileError('it is encrypted: set ARCHIVE_ENCRYPTION_KEY');
  return unseal(bytes, secret, contentKey(manifest));
}

/**
 * The lines of a file, once its size, both checksums and the count were found to be what the manifest says.
 *
 * @throws DamagedFileError
 */
export async function unpack(
  bytes: Uint8Array | null,
  manifest: Manifest,
  secret: string | undefined,
): Promise<string[]> {
  const key = contentKey(manifest);
  const damaged = (reason: string, cause?: unknown) => new DamagedFileError(`${key}: ${reason}`, { cause });
  if (bytes === null) throw damaged('the file is missing');
  if (bytes.length !== manifest.bytes) throw damaged(`${bytes.length} bytes where ${manifest.bytes} were written`);
  if (sha256(bytes) !== manifest.sha256) throw damaged('the bytes are not those that were written');
  let text: string;
  try {
    text = Buffer.from(await decompress(open(bytes, manifest, secret))).toString('utf8');
  } catch (error) {
    throw damaged(error instanceof DamagedFileError ? error.message : 'it cannot be opened with this key', error);
  }
  if (sha256(text) !== manifest.contentSha256) throw damaged('the lines are not those that were written');
  const lines = text.split('\n').slice(0, -1);
  if (lines.length !== manifest.documents) throw damaged(`${lines.length} documents of ${manifest.documents}`);
  return lines;
}

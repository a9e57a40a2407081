import type { Archive } from './archive.ts';
import type { Manifest } from './manifest.ts';
import { readManifest } from './write-file.ts';

/** Which part of an archive. */
export interface ArchiveFilter {
  organizationId?: string | undefined;
  collection?: string | undefined;
  /** `YYYY-MM` of the instant that documents expire by, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

interface Place {
  organizationId: string;
  collection: string;
  month: string;
}

function placeOf(key: string): Place | null {
  const [organizationId = '', collection = '', month = '', name = '', ...more] = key.split('/');
  return name === '' || more.length > 0 ? null : { organizationId, collection, month };
}

const fits = (place: Place, { organizationId, collection, from, to }: ArchiveFilter) =>
  (organizationId === undefined || place.organizationId === organizationId) &&
  (collection === undefined || place.collection === collection) &&
  (from === undefined || place.month >= from) &&
  (to === undefined || place.month <= to);

/** Keys of the archive that fit, in their order: by organization, collection, month and file. */
export async function* listKeys(
  { storage }: Pick<Archive, 'storage'>,
  filter: ArchiveFilter,
): AsyncGenerator<string, void, undefined> {
  const { organizationId, collection } = filter;
  const prefix =
    organizationId === undefined ? '' : `${organizationId}/${collection === undefined ? '' : `${collection}/`}`;
  for await (const key of storage.list(prefix)) {
    const place = placeOf(key);
    if (place && fits(place, filter)) yield key;
  }
}

/** Manifests that fit. Only files with a manifest were written to their end. */
export async function* listArchive(
  archive: Pick<Archive, 'storage'>,
  filter: ArchiveFilter,
): AsyncGenerator<Manifest, void, undefined> {
  for await (const key of listKeys(archive, filter)) {
    if (!key.endsWith('.json')) continue;
    const manifest = await readManifest(archive, key);
    if (manifest) yield manifest;
  }
}

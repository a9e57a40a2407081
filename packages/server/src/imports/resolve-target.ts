import type { Import } from '@songtrackpro/contracts';
import type { ImportRecord } from '@songtrackpro/db';
import { findArtistsByNames, insertArtist, lockSubjects, type TenantTransaction } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { loadTrack } from '../tracks/index.ts';
import type { RecognisedFormat } from './formats/index.ts';

/** The artist or track that a timeline is about. */
interface Target {
  kind: 'artist' | 'track';
  id: string;
  name: string;
  artistId: string;
  created: boolean;
}

/** Name of the folder that a file lies in, where its name says one. */
export function folderOf(fileName: string): string | null {
  return fileName.split(/[\\/]/).filter(Boolean).at(-2) ?? null;
}

type Resolution = { target: Target } | { question: NonNullable<Import['question']> };

/**
 * Finds whom a timeline is about: the artist or track given; an audience's artist else by the name of the file or its
 * folder, made when there is none. A song's title in a file name is only a hint, so its track is always asked for.
 */
export async function resolveTarget(
  tx: TenantTransaction,
  record: ImportRecord,
  format: RecognisedFormat,
): Promise<Resolution> {
  const { artistId, trackId } = record.options;
  if (format.id === 'spotify_song_timeline' || (format.id === 'mapped_table' && trackId !== undefined)) {
    if (trackId === undefined) {
      const hint = format.subjectHint === null ? '' : ` The file name suggests “${format.subjectHint}”.`;
      const message = `A song timeline does not say which track it is about.${hint} Import it again with its track.`;
      return { question: { code: 'needs_track', message, option: 'trackId' } };
    }
    const track = await loadTrack({ tx }, trackId);
    return { target: { kind: 'track', id: track.id, name: track.title, artistId: track.artistId, created: false } };
  }
  if (artistId !== undefined) {
    const artist = await loadArtist({ tx }, artistId);
    return { target: { kind: 'artist', id: artist.id, name: artist.name, artistId: artist.id, created: false } };
  }
  const name = (format.subjectHint ?? folderOf(record.fileName))?.trim().slice(0, 300);
  if (!name) {
    const message = 'Neither the file’s name nor its folder names the artist. Import it again with its artist.';
    return { question: { code: 'needs_artist', message, option: 'artistId' } };
  }
  await lockSubjects(tx, record.organizationId);
  const known = (await findArtistsByNames(tx, [name])).get(name) ?? null;
  const { organizationId } = record;
  const artist = known ?? (await insertArtist(tx, { organizationId, name, spotifyId: null, origin: 'import' }));
  return { target: { kind: 'artist', id: artist.id, name: artist.name, artistId: artist.id, created: known === null } };
}

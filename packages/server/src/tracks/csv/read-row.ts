import { Id, type TrackCsvFault, TrackLink, trackFields } from '@songtrackpro/contracts';
import { z } from 'zod';
import { linkedIds } from '../../artists/index.ts';
import type { Column, CsvRow } from './read-table.ts';

const yesNo: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

const Flag = z.string().transform((text, context) => {
  const flag = yesNo[text.toLowerCase()];
  if (flag !== undefined) return flag;
  context.issues.push({ code: 'custom', message: 'must be true or false', input: text });
  return z.NEVER;
});

const WholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number of milliseconds')
  .transform(Number);

/** How the cell of each column is read; the contract's own schemas judge what is in it. */
const readers = {
  id: Id,
  title: trackFields.title,
  artist: trackFields.artist,
  credit: trackFields.artist,
  album: trackFields.album,
  isrc: trackFields.isrc,
  shares_isrc: Flag,
  spotify_id: trackFields.spotifyId,
  apple_music_id: trackFields.appleMusicId,
  link: TrackLink,
  upc: trackFields.upc,
  release_date: trackFields.releaseDate,
  duration_ms: WholeNumber.pipe(trackFields.durationMs),
  explicit: Flag,
  label: trackFields.label,
  genres: z
    .string()
    .transform((text) =>
      text
        .split('|')
        .map((genre) => genre.trim())
        .filter(Boolean),
    )
    .pipe(trackFields.genres),
  artwork_url: trackFields.artworkUrl,
} satisfies Record<Column, z.ZodType>;

/** What a row says of a track; what it leaves empty is undefined. */
export interface TrackRow {
  line: number;
  id?: string | undefined;
  artistName?: string | undefined;
  fields: {
    title?: string | undefined;
    artist?: string | undefined;
    album?: string | undefined;
    isrc?: string | undefined;
    sharesIsrc?: boolean | undefined;
    spotifyId?: string | undefined;
    appleMusicId?: string | undefined;
    upc?: string | undefined;
    releaseDate?: string | undefined;
    durationMs?: number | undefined;
    explicit?: boolean | undefined;
    artworkUrl?: string | undefined;
    label?: string | undefined;
    genres?: string[] | undefined;
  };
}

/** A row as it is written, or everything that is wrong with it. */
export function readRow({
  line,
  cells,
  fault,
}: CsvRow): { ok: true; row: TrackRow } | { ok: false; faults: TrackCsvFault[] } {
  const faults: TrackCsvFault[] = fault === null ? [] : [{ column: null, message: fault }];
  const read = <Name extends Column>(column: Name): z.output<(typeof readers)[Name]> | undefined => {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const parsed = readers[column].safeParse(cell);
    if (parsed.success) return parsed.data as z.output<(typeof readers)[Name]>;
    faults.push({ column, message: parsed.error.issues[0]?.message ?? 'is not valid' });
    return undefined;
  };
  const [spotifyId, appleMusicId, link] = [read('spotify_id'), read('apple_music_id'), read('link')];
  const linked = linkedIds(link);
  if ((linked.spotifyId ?? spotifyId) !== (spotifyId ?? linked.spotifyId)) {
    faults.push({ column: 'link', message: 'names another id than spotify_id' });
  }
  if ((linked.appleMusicId ?? appleMusicId) !== (appleMusicId ?? linked.appleMusicId)) {
    faults.push({ column: 'link', message: 'names another id than apple_music_id' });
  }
  const row: TrackRow = {
    line,
    id: read('id'),
    artistName: read('artist'),
    fields: {
      title: read('title'),
      artist: read('credit'),
      album: read('album'),
      isrc: read('isrc'),
      sharesIsrc: read('shares_isrc'),
      spotifyId: spotifyId ?? linked.spotifyId,
      appleMusicId: appleMusicId ?? linked.appleMusicId,
      upc: read('upc'),
      releaseDate: read('release_date'),
      durationMs: read('duration_ms'),
      explicit: read('explicit'),
      artworkUrl: read('artwork_url'),
      label: read('label'),
      genres: read('genres'),
    },
  };
  if (faults.length > 0) return { ok: false, faults };
  if (row.id === undefined && row.fields.title === undefined)
    faults.push({ column: 'title', message: 'must not be empty' });
  if (row.id === undefined && row.artistName === undefined)
    faults.push({ column: 'artist', message: 'must not be empty' });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, row };
}

import type { Track, TrackCsvFault } from '@songtrackpro/contracts';
import type { TrackSigns } from '@songtrackpro/db';
import type { TrackRow } from './read-row.ts';

/** A row whose artist is known; null where it names none, and the track is found by its id. */
export interface PlacedRow extends TrackRow {
  artistId: string | null;
}

/** What the rows may be known by. */
export function signsOf(rows: readonly PlacedRow[]): TrackSigns {
  return {
    ids: rows.flatMap(({ id }) => id ?? []),
    isrcs: rows.flatMap(({ fields }) => fields.isrc ?? []),
    spotifyIds: rows.flatMap(({ fields }) => fields.spotifyId ?? []),
    appleMusicIds: rows.flatMap(({ fields }) => fields.appleMusicId ?? []),
    titles: rows.flatMap(({ artistId, fields: { title } }) =>
      artistId === null || title === undefined ? [] : [{ artistId, title }],
    ),
  };
}

type Match = { track: Track | null } | { fault: TrackCsvFault };

const titleKey = (artistId: string | null, title: string | undefined) => JSON.stringify([artistId, title]);
const fits = (said: string | undefined, stored: string | null) =>
  said === undefined || stored === null || said === stored;

/** Finds the track that a row is about among those that bear any of its signs. */
export class KnownTracks {
  readonly #byId = new Map<string, Track>();
  readonly #byIsrc = new Map<string, Track>();
  readonly #bySpotifyId = new Map<string, Track>();
  readonly #byAppleMusicId = new Map<string, Track>();
  readonly #byTitle = new Map<string, Track[]>();

  constructor(tracks: readonly Track[]) {
    for (const track of tracks) {
      this.#byId.set(track.id, track);
      if (track.isrc !== null && !track.sharesIsrc) this.#byIsrc.set(track.isrc, track);
      if (track.spotifyId !== null) this.#bySpotifyId.set(track.spotifyId, track);
      if (track.appleMusicId !== null) this.#byAppleMusicId.set(track.appleMusicId, track);
      const key = titleKey(track.artistId, track.title);
      this.#byTitle.set(key, [...(this.#byTitle.get(key) ?? []), track]);
    }
  }

  match(row: PlacedRow): Match {
    const { id, fields } = row;
    const own = id === undefined ? undefined : this.#byId.get(id);
    if (id !== undefined && !own) return { fault: { column: 'id', message: 'is no track of this organization' } };
    // A row that shares its ISRC may be another track than the one that has it.
    const ofIsrc = fields.isrc === undefined || this.#shares(row, own) ? undefined : this.#byIsrc.get(fields.isrc);
    const marked = [
      { column: 'isrc', track: ofIsrc },
      { column: 'spotify_id', track: this.#bySpotifyId.get(fields.spotifyId ?? '') },
      { column: 'apple_music_id', track: this.#byAppleMusicId.get(fields.appleMusicId ?? '') },
    ];
    let found = own;
    for (const { column, track } of marked) {
      if (track && found && track.id !== found.id) {
        return { fault: { column, message: `belongs to another track (“${track.title}”) than the rest of the row` } };
      }
      found ??= track;
    }
    return { track: found ?? this.#alike(row) };
  }

  #shares({ fields }: PlacedRow, own: Track | undefined): boolean {
    return fields.sharesIsrc ?? own?.sharesIsrc ?? false;
  }

  /** The oldest track of the same artist, title and album that has no other ids than the row. */
  #alike({ artistId, fields }: PlacedRow): Track | null {
    const candidates = this.#byTitle.get(titleKey(artistId, fields.title)) ?? [];
    const same = candidates.find(
      (track) =>
        track.album === (fields.album ?? null) &&
        fits(fields.isrc, track.isrc) &&
        fits(fields.spotifyId, track.spotifyId) &&
        fits(fields.appleMusicId, track.appleMusicId),
    );
    return same ?? null;
  }
}

/** Signs by which a later row could be about the same track as this one: such a row waits until this one is written. */
export const marksOf = ({ id, artistId, fields }: PlacedRow, track: Track | null): string[] => [
  ...(id === undefined ? [] : [`id ${id}`]),
  ...(track === null ? [] : [`id ${track.id}`]),
  ...(fields.isrc === undefined ? [] : [`isrc ${fields.isrc}`]),
  ...(fields.spotifyId === undefined ? [] : [`spotify ${fields.spotifyId}`]),
  ...(fields.appleMusicId === undefined ? [] : [`apple ${fields.appleMusicId}`]),
  titleKey(artistId, fields.title),
];

import { sql } from 'drizzle-orm';
import { findArtistsByNames } from '../artists/find-by-names.ts';
import { insertArtist } from '../artists/store.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { insertTrack } from './store.ts';

/** A track as a file names it. */
export interface TrackName {
  title: string;
  /** The artist that the import is for, or that the file names; null where neither is known. */
  artist: { id: string } | { name: string } | null;
  isrc: string | null;
  spotifyId: string | null;
}

export interface ResolvedTrack {
  id: string;
  artistId: string;
  title: string;
}

export interface ResolvedTracks {
  /** In the order of the names; null for one that is not in the catalogue. */
  tracks: (ResolvedTrack | null)[];
  created: { artists: number; tracks: number };
}

interface TrackRow extends Record<string, unknown> {
  id: string;
  artist_id: string;
  title: string;
  isrc: string | null;
  spotify_id: string | null;
}

const list = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
const present = <T>(values: readonly (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))];
const titleKey = (artistId: string, title: string) => JSON.stringify([artistId, title.trim().toLowerCase()]);

class TrackResolver {
  readonly #tx: TenantTransaction;
  readonly #organizationId: string;
  readonly #byIsrc = new Map<string, TrackRow>();
  readonly #bySpotifyId = new Map<string, TrackRow>();
  readonly #byTitle = new Map<string, TrackRow>();
  readonly #artists = new Map<string, string>();
  readonly created = { artists: 0, tracks: 0 };

  constructor(tx: TenantTransaction, organizationId: string) {
    this.#tx = tx;
    this.#organizationId = organizationId;
  }

  #learn(row: TrackRow): void {
    if (row.isrc !== null) this.#byIsrc.set(row.isrc, row);
    if (row.spotify_id !== null) this.#bySpotifyId.set(row.spotify_id, row);
    const key = titleKey(row.artist_id, row.title);
    if (!this.#byTitle.has(key)) this.#byTitle.set(key, row);
  }

  /** Reads what the catalogue has of all names in three statements. */
  async read(names: readonly TrackName[]): Promise<void> {
    const [isrcs, spotifyIds] = [
      present(names.map(({ isrc }) => isrc)),
      present(names.map(({ spotifyId }) => spotifyId)),
    ];
    const byId = await this.#tx.execute<TrackRow>(sql`
      select id, artist_id, title, isrc, spotify_id from tracks
      where deleted_at is null and ((not shares_isrc and isrc = any (${list(isrcs)})) or spotify_id = any (${list(spotifyIds)}))`);
    for (const row of byId) this.#learn(row);
    const artistNames = present(names.map(({ artist }) => (artist && 'name' in artist ? artist.name : null)));
    for (const [name, { id }] of await findArtistsByNames(this.#tx, artistNames)) this.#artists.set(name, id);
    const given = present(names.map(({ artist }) => (artist && 'id' in artist ? artist.id : null)));
    const ofArtists = await this.#tx.execute<TrackRow>(sql`
      select id, artist_id, title, isrc, spotify_id from tracks
      where deleted_at is null and artist_id = any (${list([...given, ...this.#artists.values()])}::uuid[]) order by id`);
    for (const row of ofArtists) this.#learn(row);
  }

  /** An id decides; a title of the same artist only where no other id speaks against it. */
  find({ title, artist, isrc, spotifyId }: TrackName): TrackRow | null {
    const byIsrc = isrc === null ? undefined : this.#byIsrc.get(isrc);
    const byId = byIsrc ?? (spotifyId === null ? undefined : this.#bySpotifyId.get(spotifyId));
    if (byId) return byId;
    const artistId = artist === null ? undefined : 'id' in artist ? artist.id : this.#artists.get(artist.name);
    const same = artistId === undefined ? undefined : this.#byTitle.get(titleKey(artistId, title));
    if (!same) return null;
    const agrees = (mine: string | null, theirs: string | null) => mine === null || theirs === null || mine === theirs;
    return agrees(isrc, same.isrc) && agrees(spotifyId, same.spotify_id) ? same : null;
  }

  async make({ title, artist, isrc, spotifyId }: TrackName): Promise<TrackRow | null> {
    if (artist === null) return null;
    const artistId = 'id' in artist ? artist.id : await this.#artist(artist.name);
    const fields = { title: title.trim().slice(0, 300), artistId, isrc, spotifyId, origin: 'import' as const };
    const { id } = await insertTrack(this.#tx, { organizationId: this.#organizationId, ...fields });
    const row = { id, artist_id: artistId, title: fields.title, isrc, spotify_id: spotifyId };
    this.#learn(row);
    this.created.tracks += 1;
    return row;
  }

  async #artist(name: string): Promise<string> {
    const known = this.#artists.get(name);
    if (known !== undefined) return known;
    const organizationId = this.#organizationId;
    const { id } = await insertArtist(this.#tx, { organizationId, name, spotifyId: null, origin: 'import' });
    this.#artists.set(name, id);
    this.created.artists += 1;
    return id;
  }
}

/**
 * Finds tracks by ISRC, by Spotify id, and by title and artist, in this order; what is missing is made where `add` says
 * so and its artist is known. Call under `lockSubjects`.
 */
export async function resolveTracks(
  tx: TenantTransaction,
  organizationId: string,
  names: readonly TrackName[],
  options: { add: boolean },
): Promise<ResolvedTracks> {
  const resolver = new TrackResolver(tx, organizationId);
  await resolver.read(names);
  const tracks: (ResolvedTrack | null)[] = [];
  for (const name of names) {
    const row = resolver.find(name) ?? (options.add ? await resolver.make(name) : null);
    tracks.push(row && { id: row.id, artistId: row.artist_id, title: row.title });
  }
  return { tracks, created: resolver.created };
}

import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type { NewTrack, Track, TrackGetInput, TrackListInput, TrackPage } from './types.ts';

/** Tracks of the organization's artists. */
export class Tracks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Adds a track to one of the organization's artists. The ISRC may be written with hyphens and in any case.
   *
   * @throws NotFoundError when there is no such artist
   * @throws ConflictError when another track has the ISRC or Spotify id
   * @example
   * const track = await client.tracks.create({ artistId: artist.id, title: 'Sample Song' });
   */
  create(input: NewTrack, options?: CallOptions): Promise<Track> {
    return this.#transport.mutation('tracks.create', input, options);
  }

  /**
   * One track by its id.
   *
   * @throws NotFoundError
   * @example
   * const track = await client.tracks.get({ id });
   */
  get(input: TrackGetInput, options?: CallOptions): Promise<Track> {
    return this.#transport.query('tracks.get', input, options);
  }

  /**
   * The organization's tracks, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const tracks = await client.tracks.list({ artistId }).toArray({ limit: 100 });
   */
  list(input: TrackListInput = {}, options?: CallOptions): Paged<Track> {
    return new Paged((cursor) =>
      this.#transport.query<TrackPage>('tracks.list', { ...input, cursor: cursor ?? input.cursor }, options),
    );
  }
}

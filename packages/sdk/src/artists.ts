import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type { Artist, ArtistListInput, ArtistPage, NewArtist } from './types.ts';

/** Artists of the organization. */
export class Artists {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Adds an artist to the catalogue. A Spotify id may be used once per organization.
   *
   * @throws ConflictError when another artist has the Spotify id
   * @example
   * const artist = await client.artists.create({ name: 'Sample Artist' });
   */
  create(input: NewArtist, options?: CallOptions): Promise<Artist> {
    return this.#transport.mutation('artists.create', input, options);
  }

  /**
   * The organization's artists, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const artist of client.artists.list()) console.log(artist.name);
   */
  list(input: ArtistListInput = {}, options?: CallOptions): Paged<Artist> {
    return new Paged((cursor) =>
      this.#transport.query<ArtistPage>('artists.list', { ...input, cursor: cursor ?? input.cursor }, options),
    );
  }
}

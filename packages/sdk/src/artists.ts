import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  Artist,
  ArtistChange,
  ArtistDeleteInput,
  ArtistDeleteManyInput,
  ArtistDismissDuplicateInput,
  ArtistDuplicateListInput,
  ArtistGetInput,
  ArtistListInput,
  ArtistMergeInput,
  ArtistMergeListInput,
  ArtistRestoreInput,
  ArtistRestoreManyInput,
  ArtistUndoDismissDuplicateInput,
  ArtistUndoMergeInput,
  BulkResult,
  DuplicateArtists,
  DuplicateDismissal,
  Merge,
  NewArtist,
} from './types.ts';

/** Artists of the organization. */
export class Artists {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Adds an artist to the catalogue. A pasted link of Spotify or Apple Music gives the id; each id may be used once per
   * organization.
   *
   * @throws InvalidInputError when the link leads to something else; the message says what to paste
   * @throws ConflictError when another artist has one of the ids
   * @example
   * const artist = await client.artists.create({ name: 'Sample Artist' });
   */
  create(input: NewArtist, options?: CallOptions): Promise<Artist> {
    return this.#transport.mutation('artists.create', input, options);
  }

  /**
   * Pairs of artists that may be one, the likeliest first, each with its reasons.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const likeliest = await client.artists.listDuplicates().toArray({ limit: 20 });
   */
  listDuplicates(input: ArtistDuplicateListInput = {}, options?: CallOptions): Paged<DuplicateArtists> {
    return pagesOf(this.#transport, 'artists.listDuplicates', input, options);
  }

  /**
   * Says that two artists are not one: {@link Artists.listDuplicates} no longer names the pair. Again changes nothing.
   *
   * @throws NotFoundError
   * @example
   * await client.artists.dismissDuplicate({ id: one.id, otherId: other.id });
   */
  dismissDuplicate(input: ArtistDismissDuplicateInput, options?: CallOptions): Promise<DuplicateDismissal> {
    return this.#transport.mutation('artists.dismissDuplicate', input, options);
  }

  /**
   * Takes back that two artists are not one.
   *
   * @throws NotFoundError when one of them is gone, or the pair was not dismissed
   * @example
   * await client.artists.undoDismissDuplicate({ id: one.id, otherId: other.id });
   */
  undoDismissDuplicate(input: ArtistUndoDismissDuplicateInput, options?: CallOptions): Promise<DuplicateDismissal> {
    return this.#transport.mutation('artists.undoDismissDuplicate', input, options);
  }

  /**
   * What was merged into what, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { from, into, undoneAt } of client.artists.listMerges()) console.log(from.name, into.name, undoneAt);
   */
  listMerges(input: ArtistMergeListInput = {}, options?: CallOptions): Paged<Merge> {
    return pagesOf(this.#transport, 'artists.listMerges', input, options);
  }

  /**
   * Gives tracks and campaigns of `fromId` to the artist that stays; numbers are read together from then on. Questions as of an earlier
   * moment are answered as then, and {@link Artists.undoMerge} takes it back.
   *
   * @throws NotFoundError when one of the two isn't there; `details.mergedInto` says if it was merged away before
   * @throws InvalidInputError when both are the same
   * @throws ConflictError when it contradicts what is stored; `details` says with what
   * @example
   * const merge = await client.artists.merge({ id: staying.id, fromId: other.id });
   */
  merge(input: ArtistMergeInput, options?: CallOptions): Promise<Merge> {
    return this.#transport.mutation('artists.merge', input, options);
  }

  /**
   * Brings back what was merged away, with what was moved. What was changed since stays as it is.
   *
   * @throws NotFoundError
   * @throws ConflictError when it was undone already, or a later merge has to be undone first
   * @example
   * await client.artists.undoMerge({ mergeId: merge.id });
   */
  undoMerge(input: ArtistUndoMergeInput, options?: CallOptions): Promise<Merge> {
    return this.#transport.mutation('artists.undoMerge', input, options);
  }

  /**
   * One artist by its id.
   *
   * @throws NotFoundError
   * @example
   * const artist = await client.artists.get({ id });
   */
  get(input: ArtistGetInput, options?: CallOptions): Promise<Artist> {
    return this.#transport.query('artists.get', input, options);
  }

  /**
   * The organization's artists, newest first unless sorted by name: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const artist of client.artists.list()) console.log(artist.name);
   */
  list(input: ArtistListInput = {}, options?: CallOptions): Paged<Artist> {
    return pagesOf(this.#transport, 'artists.list', input, options);
  }

  /**
   * Sets what is given; tracks credited with the artist's name alone follow a new name.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest, or when another artist has an id
   * @example
   * await client.artists.update({ id, version: artist.version, name: 'New Name' });
   */
  update(input: ArtistChange, options?: CallOptions): Promise<Artist> {
    return this.#transport.mutation('artists.update', input, options);
  }

  /**
   * Deletes an artist together with the tracks. {@link Artists.restore} brings all of them back.
   *
   * @throws NotFoundError
   * @example
   * const { deletedAt } = await client.artists.delete({ id });
   */
  delete(input: ArtistDeleteInput, options?: CallOptions): Promise<Artist> {
    return this.#transport.mutation('artists.delete', input, options);
  }

  /**
   * Deletes up to 10,000 artists together with their tracks; those that are gone already are named in `refused`.
   *
   * @throws InvalidInputError with more than 10,000 ids
   * @example
   * const { changed } = await client.artists.deleteMany({ ids });
   */
  deleteMany(input: ArtistDeleteManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('artists.deleteMany', input, options);
  }

  /**
   * Brings up to 10,000 deleted artists back, each with the tracks that were deleted along. `refused` names those that
   * aren't deleted (`not_found`) and those that were merged away (`conflict`).
   *
   * @throws ConflictError when another artist or track has taken an id of one: nothing was restored
   * @throws InvalidInputError with more than 10,000 ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { changed } = await client.artists.restoreMany({ ids });
   */
  restoreMany(input: ArtistRestoreManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('artists.restoreMany', input, options);
  }

  /**
   * Brings a deleted artist back, with the tracks that were deleted along.
   *
   * @throws NotFoundError when it isn't deleted, or was removed for good
   * @throws ConflictError when another artist or track has taken one of their ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.artists.restore({ id });
   */
  restore(input: ArtistRestoreInput, options?: CallOptions): Promise<Artist> {
    return this.#transport.mutation('artists.restore', input, options);
  }
}

import type { Transport } from './core/call.ts';
import { type CsvImportOptions, type CsvImportResult, importCsvFile } from './core/import-csv.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type { Content } from './core/upload.ts';
import type {
  BulkResult,
  CreatedTracks,
  DuplicateDismissal,
  DuplicateTracks,
  FoundTracks,
  Merge,
  NewTrack,
  Track,
  TrackChange,
  TrackCreateManyInput,
  TrackCsvInput,
  TrackCsvPart,
  TrackCsvResult,
  TrackDeleteInput,
  TrackDeleteManyInput,
  TrackDismissDuplicateInput,
  TrackDuplicateListInput,
  TrackExportInput,
  TrackGetInput,
  TrackListInput,
  TrackMergeInput,
  TrackMergeListInput,
  TrackRestoreInput,
  TrackRestoreManyInput,
  TrackSearchInput,
  TrackUndoDismissDuplicateInput,
  TrackUndoMergeInput,
  TrackUpdateManyInput,
} from './types.ts';

/** Tracks of the organization's artists. */
export class Tracks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Adds a track to one of the organization's artists. The ISRC may be written with hyphens and in any case; a pasted
   * link of Spotify or Apple Music gives the id.
   *
   * @throws NotFoundError when there is no such artist
   * @throws InvalidInputError when the link leads to something else than a track; the message says what to paste
   * @throws ConflictError when another track has the ISRC, Spotify id or Apple Music id
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const link = 'https://open.spotify.com/track/4Km5HrUvYTaSUfiSGPJeQR';
   * const track = await client.tracks.create({ artistId: artist.id, title: 'Sample Song', link });
   */
  create(input: NewTrack, options?: CallOptions): Promise<Track> {
    return this.#transport.mutation('tracks.create', input, options);
  }

  /**
   * Adds up to 10,000 tracks, all or none.
   *
   * @throws NotFoundError when there is no such artist
   * @throws ConflictError when another track has one of the ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { created } = await client.tracks.createMany({ tracks: [{ artistId: artist.id, title: 'Sample Song' }] });
   */
  createMany(input: TrackCreateManyInput, options?: CallOptions): Promise<CreatedTracks> {
    return this.#transport.mutation('tracks.createMany', input, options);
  }

  /**
   * Tracks whose title and artist are like the text, best first. Typing errors, accents and case don't matter.
   *
   * @example
   * const { items } = await client.tracks.search({ text: 'smaple song' });
   */
  search(input: TrackSearchInput, options?: CallOptions): Promise<FoundTracks> {
    return this.#transport.query('tracks.search', input, options);
  }

  /**
   * Takes in rows of a catalogue file: rows that are right are written, the others are named with line, column and
   * reason. {@link Tracks.importCsvFile} sends a file of any size.
   *
   * @throws InvalidInputError when the header names a column that isn't known; the message lists those that are
   * @throws ConflictError when another track has an id of a row
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { created, rows } = await client.tracks.importCsv({ csv: 'title,artist\nSample Song,Sample Artist\n' });
   */
  importCsv(input: TrackCsvInput, options?: CallOptions): Promise<TrackCsvResult> {
    return this.#transport.mutation('tracks.importCsv', input, options);
  }

  /**
   * Takes in a catalogue file of any size, part by part. A file that was sent before changes nothing, so one that broke
   * off is simply sent again.
   *
   * @throws InvalidInputError when the header names a column that isn't known; the message lists those that are
   * @throws TypeError when the file is not UTF-8
   * @example
   * const file = await openAsBlob('catalogue.csv');
   * const { created, refused, errors } = await client.tracks.importCsvFile(file, { onProgress: console.log });
   */
  importCsvFile(content: Content, options: CsvImportOptions = {}): Promise<CsvImportResult> {
    return importCsvFile(content, (part, callOptions) => this.importCsv(part, callOptions), options);
  }

  /**
   * A part of the catalogue as CSV. {@link Tracks.exportCsvFile} reads all parts.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const { csv, nextCursor } = await client.tracks.exportCsv({ artistId });
   */
  exportCsv(input: TrackExportInput = {}, options?: CallOptions): Promise<TrackCsvPart> {
    return this.#transport.query('tracks.exportCsv', input, options);
  }

  /**
   * The catalogue as CSV, part by part, as {@link Tracks.importCsvFile} takes it in.
   *
   * @example
   * for await (const text of client.tracks.exportCsvFile()) process.stdout.write(text);
   */
  async *exportCsvFile(input: TrackExportInput = {}, options?: CallOptions): AsyncGenerator<string, void, undefined> {
    let cursor = input.cursor;
    do {
      const part = await this.exportCsv({ ...input, ...(cursor !== undefined && { cursor }) }, options);
      yield part.csv;
      cursor = part.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /**
   * Pairs of tracks that may be one, the likeliest first, each with its reasons.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { tracks, score } of client.tracks.listDuplicates({ artistId })) console.log(score, tracks);
   */
  listDuplicates(input: TrackDuplicateListInput = {}, options?: CallOptions): Paged<DuplicateTracks> {
    return pagesOf(this.#transport, 'tracks.listDuplicates', input, options);
  }

  /**
   * Says that two tracks are not one: {@link Tracks.listDuplicates} no longer names the pair. Again changes nothing.
   *
   * @throws NotFoundError
   * @example
   * await client.tracks.dismissDuplicate({ id: one.id, otherId: other.id });
   */
  dismissDuplicate(input: TrackDismissDuplicateInput, options?: CallOptions): Promise<DuplicateDismissal> {
    return this.#transport.mutation('tracks.dismissDuplicate', input, options);
  }

  /**
   * Takes back that two tracks are not one.
   *
   * @throws NotFoundError when one of them is gone, or the pair was not dismissed
   * @example
   * await client.tracks.undoDismissDuplicate({ id: one.id, otherId: other.id });
   */
  undoDismissDuplicate(input: TrackUndoDismissDuplicateInput, options?: CallOptions): Promise<DuplicateDismissal> {
    return this.#transport.mutation('tracks.undoDismissDuplicate', input, options);
  }

  /**
   * What was merged into what, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { from, into, undoneAt } of client.tracks.listMerges()) console.log(from.name, into.name, undoneAt);
   */
  listMerges(input: TrackMergeListInput = {}, options?: CallOptions): Paged<Merge> {
    return pagesOf(this.#transport, 'tracks.listMerges', input, options);
  }

  /**
   * Moves the campaigns of `fromId` to the track that stays; numbers are read together from then on. Questions as of an earlier
   * moment are answered as then, and {@link Tracks.undoMerge} takes it back.
   *
   * @throws NotFoundError when one of the two isn't there; `details.mergedInto` says if it was merged away before
   * @throws InvalidInputError when both are the same
   * @throws ConflictError when it contradicts what is stored; `details` says with what
   * @example
   * const merge = await client.tracks.merge({ id: staying.id, fromId: other.id });
   */
  merge(input: TrackMergeInput, options?: CallOptions): Promise<Merge> {
    return this.#transport.mutation('tracks.merge', input, options);
  }

  /**
   * Brings back what was merged away, with what was moved. What was changed since stays as it is.
   *
   * @throws NotFoundError
   * @throws ConflictError when it was undone already, or a later merge has to be undone first
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.tracks.undoMerge({ mergeId: merge.id });
   */
  undoMerge(input: TrackUndoMergeInput, options?: CallOptions): Promise<Merge> {
    return this.#transport.mutation('tracks.undoMerge', input, options);
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
   * The organization's tracks, newest first unless sorted otherwise: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const tracks = await client.tracks.list({ artistId, sort: 'title' }).toArray({ limit: 100 });
   */
  list(input: TrackListInput = {}, options?: CallOptions): Paged<Track> {
    return pagesOf(this.#transport, 'tracks.list', input, options);
  }

  /**
   * Sets what is given; null takes a value away.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest, or when another track has an id
   * @example
   * await client.tracks.update({ id, version: track.version, album: 'Sample Album' });
   */
  update(input: TrackChange, options?: CallOptions): Promise<Track> {
    return this.#transport.mutation('tracks.update', input, options);
  }

  /**
   * Changes up to 10,000 tracks. Those that are gone or were changed by somebody else are left and named in `refused`.
   *
   * @throws ConflictError when another track has one of the ids: nothing was changed
   * @throws NotFoundError
   * @example
   * const changes = tracks.map(({ id, version }) => ({ id, version, label: 'Night Label' }));
   * const { changed, refused } = await client.tracks.updateMany({ tracks: changes });
   */
  updateMany(input: TrackUpdateManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('tracks.updateMany', input, options);
  }

  /**
   * Deletes a track. {@link Tracks.restore} brings it back; campaigns keep their link to it.
   *
   * @throws NotFoundError
   * @example
   * const { deletedAt } = await client.tracks.delete({ id });
   */
  delete(input: TrackDeleteInput, options?: CallOptions): Promise<Track> {
    return this.#transport.mutation('tracks.delete', input, options);
  }

  /**
   * Deletes up to 10,000 tracks; those that are gone already are named in `refused`.
   *
   * @example
   * const { changed } = await client.tracks.deleteMany({ ids });
   */
  deleteMany(input: TrackDeleteManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('tracks.deleteMany', input, options);
  }

  /**
   * Brings up to 10,000 deleted tracks back. `refused` names those that aren't deleted (`not_found`), and those whose
   * artist is deleted or that were merged away (`conflict`).
   *
   * @throws ConflictError when another track has taken an id of one: nothing was restored
   * @throws InvalidInputError with more than 10,000 ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { changed, refused } = await client.tracks.restoreMany({ ids });
   */
  restoreMany(input: TrackRestoreManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('tracks.restoreMany', input, options);
  }

  /**
   * Brings a deleted track back.
   *
   * @throws NotFoundError when it isn't deleted, or was removed for good
   * @throws ConflictError while its artist is deleted, or when another track has taken one of its ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.tracks.restore({ id });
   */
  restore(input: TrackRestoreInput, options?: CallOptions): Promise<Track> {
    return this.#transport.mutation('tracks.restore', input, options);
  }
}

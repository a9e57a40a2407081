import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import { type ListUploadOptions, type UploadedList, uploadList } from './core/upload-list.ts';
import type {
  Audience,
  AudienceBulkResult,
  AudienceChange,
  AudienceDeleteInput,
  AudienceDelivery,
  AudienceDeliveryListInput,
  AudienceEstimate,
  AudienceGetDeliveryInput,
  AudienceGetInput,
  AudienceIds,
  AudienceInsight,
  AudienceInsightsInput,
  AudienceListInput,
  AudiencePublication,
  AudienceRestoreInput,
  AudienceUsage,
  AudienceUsageInput,
  AudienceWithdrawInput,
  BulkResult,
  FinishedListUpload,
  ListRow,
  ListRows,
  ListRowsResult,
  ListUpload,
  ListUploadFinish,
  NewAudience,
  NewAudienceInsights,
  NewListUpload,
  RecordedInsights,
} from './types.ts';

/** Whom campaigns are shown to, and what those people are like. */
export class Audiences {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Describes an audience by criteria, makes an empty list, or registers one of the ad platform.
   *
   * @throws InvalidInputError when the criteria contradict each other: `details.fields` says where
   * @throws NotFoundError
   * @throws ConflictError when another audience has the id at the ad platform
   * @example
   * await client.audiences.create({ name: 'Fans', criteria: { all: [{ countries: ['DE'] }, { interests: ['Synth-pop'] }] } });
   */
  create(input: NewAudience, options?: CallOptions): Promise<Audience> {
    return this.#transport.mutation('audiences.create', input, options);
  }

  /**
   * One audience, with the newest estimate of its size.
   *
   * @throws NotFoundError
   * @example
   * const { size } = await client.audiences.get({ id });
   */
  get(input: AudienceGetInput, options?: CallOptions): Promise<Audience> {
    return this.#transport.query('audiences.get', input, options);
  }

  /**
   * The organization's audiences: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const audience of client.audiences.list({ kind: 'list', sort: 'name' })) console.log(audience.name);
   */
  list(input: AudienceListInput = {}, options?: CallOptions): Paged<Audience> {
    return pagesOf(this.#transport, 'audiences.list', input, options);
  }

  /**
   * Renames an audience, changes its criteria or its ad account.
   *
   * @throws ConflictError when somebody changed it since it was read; `details.current` is what it is now
   * @throws NotFoundError
   * @example
   * await client.audiences.update({ id, version: audience.version, name: 'Fans in Europe' });
   */
  update(input: AudienceChange, options?: CallOptions): Promise<Audience> {
    return this.#transport.mutation('audiences.update', input, options);
  }

  /**
   * Keeps an estimate of the size, in people, in place of the one before.
   *
   * @throws ConflictError when somebody changed the audience since it was read
   * @throws NotFoundError
   * @example
   * await client.audiences.estimate({ id, version: 1, lower: 12000, upper: 14100, source: 'meta' });
   */
  estimate(input: AudienceEstimate, options?: CallOptions): Promise<Audience> {
    return this.#transport.mutation('audiences.estimate', input, options);
  }

  /**
   * Campaigns that aim at the audience or keep away from it.
   *
   * @throws NotFoundError
   * @example
   * const { campaigns } = await client.audiences.usage({ id });
   */
  usage(input: AudienceUsageInput, options?: CallOptions): Promise<AudienceUsage> {
    return this.#transport.query('audiences.usage', input, options);
  }

  /**
   * Deletes an audience; it can be restored for some weeks.
   *
   * @throws ConflictError when a campaign in flight uses it; `details.campaigns` names them
   * @throws NotFoundError
   * @example
   * await client.audiences.delete({ id });
   */
  delete(input: AudienceDeleteInput, options?: CallOptions): Promise<Audience> {
    return this.#transport.mutation('audiences.delete', input, options);
  }

  /**
   * Brings a deleted audience back.
   *
   * @throws NotFoundError when there is no such deleted audience
   * @throws ConflictError when another audience has taken its id at the ad platform
   * @example
   * await client.audiences.restore({ id });
   */
  restore(input: AudienceRestoreInput, options?: CallOptions): Promise<Audience> {
    return this.#transport.mutation('audiences.restore', input, options);
  }

  /**
   * Deletes up to 10,000 audiences, and says of each that was left why.
   *
   * @example
   * const { done, inUse } = await client.audiences.deleteMany({ ids });
   */
  deleteMany(input: AudienceIds, options?: CallOptions): Promise<AudienceBulkResult> {
    return this.#transport.mutation('audiences.deleteMany', input, options);
  }

  /**
   * Brings up to 10,000 deleted audiences back, uploaded lists with their people. `refused` names those that aren't deleted.
   *
   * @throws ConflictError when another audience has taken the id at the ad platform of one: nothing was restored
   * @throws InvalidInputError with more than 10,000 ids
   * @example
   * const { changed } = await client.audiences.restoreMany({ ids });
   */
  restoreMany(input: AudienceIds, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('audiences.restoreMany', input, options);
  }

  /**
   * Sends the hashes of a list to Meta as a custom audience, or brings the one that was made before to what the list is now.
   * A job does it in batches of 10,000 and goes on where it was; `getDelivery` says how far it is.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is no list, empty, already under way, or its ad account is chosen under no connection that
   * may write
   * @example
   * const { id: deliveryId } = await client.audiences.publish({ id, adAccountId });
   */
  publish(input: AudiencePublication, options?: CallOptions): Promise<AudienceDelivery> {
    return this.#transport.mutation('audiences.publish', input, options);
  }

  /**
   * Deletes a published list at Meta, with all people in it; the list here stays.
   *
   * @throws ConflictError when it was not published
   * @throws NotFoundError
   * @example
   * await client.audiences.withdraw({ id });
   */
  withdraw(input: AudienceWithdrawInput, options?: CallOptions): Promise<AudienceDelivery> {
    return this.#transport.mutation('audiences.withdraw', input, options);
  }

  /**
   * How far a list is on its way to Meta, what went wrong, and what a person does about it.
   *
   * @throws NotFoundError
   * @example
   * const { status, sent, people, nextStep } = await client.audiences.getDelivery({ id: deliveryId });
   */
  getDelivery(input: AudienceGetDeliveryInput, options?: CallOptions): Promise<AudienceDelivery> {
    return this.#transport.query('audiences.getDelivery', input, options);
  }

  /**
   * Lists that were sent and taken back, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { kind, status, sent } of client.audiences.listDeliveries({ audienceId: id })) console.log(kind, status, sent);
   */
  listDeliveries(input: AudienceDeliveryListInput = {}, options?: CallOptions): Paged<AudienceDelivery> {
    return pagesOf(this.#transport, 'audiences.listDeliveries', input, options);
  }

  /**
   * Opens an upload into a list; {@link Audiences.uploadList} does all steps.
   *
   * @throws ConflictError when the audience is no list
   * @throws NotFoundError
   * @example
   * const upload = await client.audiences.startUpload({ id, mode: 'replace' });
   */
  startUpload(input: NewListUpload, options?: CallOptions): Promise<ListUpload> {
    return this.#transport.mutation('audiences.startUpload', input, options);
  }

  /**
   * Sends up to 2,000 rows of an upload. They are hashed on arrival and kept nowhere as they were.
   *
   * @throws ConflictError when the upload is finished
   * @throws NotFoundError
   * @example
   * const { refused } = await client.audiences.addRows({ uploadId: upload.id, rows: [{ email: 'mary@example.com' }] });
   */
  addRows(input: ListRows, options?: CallOptions): Promise<ListRowsResult> {
    return this.#transport.mutation('audiences.addRows', input, options);
  }

  /**
   * Brings what was uploaded into the list, all at once.
   *
   * @throws ConflictError when it would leave an empty list
   * @throws NotFoundError
   * @example
   * const { audience } = await client.audiences.finishUpload({ uploadId: upload.id });
   */
  finishUpload(input: ListUploadFinish, options?: CallOptions): Promise<FinishedListUpload> {
    return this.#transport.mutation('audiences.finishUpload', input, options);
  }

  /**
   * Uploads a list of any length and finishes it. `firstLine` is the line of the first row in its file, 1 unless given;
   * of the refused rows the first `keepRefused` are answered, 1000 unless given.
   *
   * @throws ConflictError when the audience is no list, or another upload took the place of this one
   * @example
   * const { upload, refusedRows } = await client.audiences.uploadList({ id, mode: 'append' }, rows, { firstLine: 2 });
   */
  uploadList(
    input: NewListUpload,
    rows: Iterable<ListRow> | AsyncIterable<ListRow>,
    { firstLine = 1, keepRefused = 1000, ...options }: ListUploadOptions = {},
  ): Promise<UploadedList> {
    const calls = {
      start: () => this.startUpload(input, options),
      add: (part: ListRows) => this.addRows(part, options),
      finish: (uploadId: string) => this.finishUpload({ uploadId }, options),
    };
    return uploadList(calls, rows, { firstLine, keepRefused });
  }

  /**
   * Records what the audience is made of on some days, as a source states it.
   *
   * @throws InvalidInputError when the shares of a breakdown sum to more than 1
   * @throws NotFoundError
   * @example
   * await client.audiences.recordInsights({ id, insights: [{ date: '2026-03-01', dimension: 'locations', source: 'meta', cells }] });
   */
  recordInsights(input: NewAudienceInsights, options?: CallOptions): Promise<RecordedInsights> {
    return this.#transport.mutation('audiences.recordInsights', input, options);
  }

  /**
   * What the audience is made of, newest day first: await it for a page, or iterate over all.
   *
   * @throws NotFoundError
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { date, breakdowns } of client.audiences.insights({ id, from: '2026-03-01' })) console.log(date, breakdowns);
   */
  insights(input: AudienceInsightsInput, options?: CallOptions): Paged<AudienceInsight> {
    return pagesOf(this.#transport, 'audiences.insights', input, options);
  }
}

import { CampaignTemplates } from './campaign-templates.ts';
import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  AdCampaignLinks,
  BulkResult,
  Campaign,
  CampaignBudget,
  CampaignBudgetInput,
  CampaignBulkChange,
  CampaignBulkResult,
  CampaignChange,
  CampaignCopy,
  CampaignDeleteInput,
  CampaignDeleteManyInput,
  CampaignGetInput,
  CampaignGetPlatformChangeInput,
  CampaignLinkAdCampaignsInput,
  CampaignListAdCampaignsInput,
  CampaignListInput,
  CampaignOverviewInput,
  CampaignPublication,
  CampaignReadiness,
  CampaignReadinessInput,
  CampaignRestoreInput,
  CampaignRestoreManyInput,
  CampaignStanding,
  CampaignStatusChange,
  CampaignUnlinkAdCampaignsInput,
  NewCampaign,
  PlatformBudgetChange,
  PlatformChange,
  PlatformChangeListInput,
  PlatformStatusChange,
} from './types.ts';

/** Campaigns, planned here or named by an import. */
export class Campaigns extends CampaignTemplates {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    super(transport);
    this.#transport = transport;
  }

  /**
   * Plans a campaign as a draft. `budgetMinor` is in minor units (cents) of `currency`.
   *
   * @throws NotFoundError when artist or track is not the organization's own
   * @throws InvalidInputError when the end lies before the start
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.campaigns.create({ name: 'Release week', trackId, budgetMinor: 50_000, currency: 'USD' });
   */
  create(input: NewCampaign, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.create', input, options);
  }

  /**
   * One campaign by its id.
   *
   * @throws NotFoundError
   * @example
   * const campaign = await client.campaigns.get({ id });
   */
  get(input: CampaignGetInput, options?: CallOptions): Promise<Campaign> {
    return this.#transport.query('campaigns.get', input, options);
  }

  /**
   * The organization's campaigns, newest first unless sorted otherwise: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const campaign of client.campaigns.list({ status: 'active', sort: 'endDate' })) console.log(campaign.name);
   */
  list(input: CampaignListInput = {}, options?: CallOptions): Paged<Campaign> {
    return pagesOf(this.#transport, 'campaigns.list', input, options);
  }

  /**
   * Campaigns with their spend so far and their goals. Money is in minor units; what is unknown is null with a reason.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { campaign, spend, goals } of client.campaigns.overview({ status: 'active' })) {
   *   console.log(campaign.name, spend.spentMinor, goals.map(({ status }) => status));
   * }
   */
  overview(input: CampaignOverviewInput = {}, options?: CallOptions): Paged<CampaignStanding> {
    return pagesOf(this.#transport, 'campaigns.overview', input, options);
  }

  /**
   * Spend so far against a straight line: expected by now, forecast at the end, the day on which the budget runs out.
   * All money is in minor units of `spend.currency`.
   *
   * @throws NotFoundError
   * @example
   * const { spend, pace } = await client.campaigns.budget({ id });
   */
  budget(input: CampaignBudgetInput, options?: CallOptions): Promise<CampaignBudget> {
    return this.#transport.query('campaigns.budget', input, options);
  }

  /**
   * Changes what was planned: name, artist and track, dates, budget, thresholds, targeting, creatives, tags. A field that
   * is left out stays as it is.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest, or `details.field` when the state of the
   * campaign forbids the change
   * @example
   * await client.campaigns.update({ id, version: campaign.version, budgetMinor: 80_000 });
   */
  update(input: CampaignChange, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.update', input, options);
  }

  /**
   * What a campaign needs to become active and doesn't have, and what is wrong with the links of its creatives: `errors`
   * keep it from starting, `warnings` don't.
   *
   * @throws NotFoundError
   * @example
   * const { ready, missing, errors, warnings } = await client.campaigns.readiness({ id });
   * for (const { severity, message } of [...errors, ...warnings]) console.log(severity, message);
   */
  readiness(input: CampaignReadinessInput, options?: CallOptions): Promise<CampaignReadiness> {
    return this.#transport.query('campaigns.readiness', input, options);
  }

  /**
   * Starts (`active`), pauses, resumes (`active`), completes or archives a campaign.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.allowed` when there is no such step, `details.missing` when the campaign lacks
   * something for it, `details.current` when `version` is not the newest
   * @example
   * await client.campaigns.changeStatus({ id, version: campaign.version, status: 'active' });
   */
  changeStatus(input: CampaignStatusChange, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.changeStatus', input, options);
  }

  /**
   * Pauses, archives, tags or untags up to 10,000 campaigns. Those that are gone or can't take the step are named.
   *
   * @throws InvalidInputError with more than 10,000 ids
   * @example
   * const { changed, refused } = await client.campaigns.updateMany({ ids, change: { kind: 'tag', tag: 'summer' } });
   */
  updateMany(input: CampaignBulkChange, options?: CallOptions): Promise<CampaignBulkResult> {
    return this.#transport.mutation('campaigns.updateMany', input, options);
  }

  /**
   * Deletes up to 10,000 campaigns with their goals. `refused` names those that are running (`conflict`) or gone.
   *
   * @throws InvalidInputError with more than 10,000 ids
   * @example
   * const { changed, refused } = await client.campaigns.deleteMany({ ids });
   */
  deleteMany(input: CampaignDeleteManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('campaigns.deleteMany', input, options);
  }

  /**
   * Takes the deletion of up to 10,000 campaigns back. `refused` names those that aren't deleted.
   *
   * @throws InvalidInputError with more than 10,000 ids
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { changed } = await client.campaigns.restoreMany({ ids });
   */
  restoreMany(input: CampaignRestoreManyInput, options?: CallOptions): Promise<BulkResult> {
    return this.#transport.mutation('campaigns.restoreMany', input, options);
  }

  /**
   * Deletes a campaign that isn't running, with its goals. It can be restored for a while.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is active
   * @example
   * await client.campaigns.delete({ id });
   */
  delete(input: CampaignDeleteInput, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.delete', input, options);
  }

  /**
   * Takes a deletion back.
   *
   * @throws NotFoundError when there is no deleted campaign of this id
   * @throws ConflictError when it contradicts what is stored; `details` says with what
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.campaigns.restore({ id });
   */
  restore(input: CampaignRestoreInput, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.restore', input, options);
  }

  /**
   * Makes a draft with the plan, tags and goals of a campaign. With `startDate` its end and the deadlines move along.
   *
   * @throws NotFoundError
   * @throws ConflictError when it contradicts what is stored; `details` says with what
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const copy = await client.campaigns.duplicate({ id, startDate: '2026-06-01' });
   */
  duplicate(input: CampaignCopy, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.duplicate', input, options);
  }

  /**
   * Says that imported campaigns of an ad platform carry out one of ours; spend and ad goals come from them.
   *
   * @throws NotFoundError when one of them is no imported campaign
   * @throws ConflictError with `details.ids` that are linked to another campaign
   * @example
   * const { items } = await client.campaigns.list({ origin: 'import', text: 'release' });
   * await client.campaigns.linkAdCampaigns({ id, adCampaignIds: items.map((item) => item.id) });
   */
  linkAdCampaigns(input: CampaignLinkAdCampaignsInput, options?: CallOptions): Promise<AdCampaignLinks> {
    return this.#transport.mutation('campaigns.linkAdCampaigns', input, options);
  }

  /**
   * Takes links to ad campaigns away; their numbers stay.
   *
   * @throws NotFoundError
   * @example
   * await client.campaigns.unlinkAdCampaigns({ id, adCampaignIds: [adCampaignId] });
   */
  unlinkAdCampaigns(input: CampaignUnlinkAdCampaignsInput, options?: CallOptions): Promise<AdCampaignLinks> {
    return this.#transport.mutation('campaigns.unlinkAdCampaigns', input, options);
  }

  /**
   * Makes a campaign at Meta, paused, with its name and budget, and links it. Meta checks it first; what it refuses is told and
   * nothing is made. An answer whose `status` is `open` means that none came from Meta: it is looked for there before it is
   * tried again, so that there is one campaign and not two. `getPlatformChange` says how it ended.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is published there already or just being so, when the ad account is chosen under no
   * connection that may write, or when its currency is another one
   * @throws SongTrackProError `provider_refused` with Meta's own words, `provider_unreachable` when Meta can't be asked
   * @example
   * const { status, adCampaignId } = await client.campaigns.publish({ id, adAccountId, objective: 'traffic' });
   */
  publish(input: CampaignPublication, options?: CallOptions): Promise<PlatformChange> {
    return this.#transport.mutation('campaigns.publish', input, options);
  }

  /**
   * Pauses or resumes one of Meta's campaigns. Where no answer comes the change stays `open` and is tried again; a later one
   * takes its place.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is no imported campaign with an id at the platform, or just being changed
   * @example
   * await client.campaigns.setPlatformStatus({ id: adCampaignId, status: 'paused' });
   */
  setPlatformStatus(input: PlatformStatusChange, options?: CallOptions): Promise<PlatformChange> {
    return this.#transport.mutation('campaigns.setPlatformStatus', input, options);
  }

  /**
   * Gives one of Meta's campaigns another budget, in minor units (cents) of the ad account's currency.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is no imported campaign with an id at the platform, or just being changed
   * @example
   * await client.campaigns.setPlatformBudget({ id: adCampaignId, budgetKind: 'daily', budgetMinor: 2500 });
   */
  setPlatformBudget(input: PlatformBudgetChange, options?: CallOptions): Promise<PlatformChange> {
    return this.#transport.mutation('campaigns.setPlatformBudget', input, options);
  }

  /**
   * What the platform was asked to do, and what became of it.
   *
   * @throws NotFoundError
   * @example
   * const { status, fault, nextStep } = await client.campaigns.getPlatformChange({ id: changeId });
   */
  getPlatformChange(input: CampaignGetPlatformChangeInput, options?: CallOptions): Promise<PlatformChange> {
    return this.#transport.query('campaigns.getPlatformChange', input, options);
  }

  /**
   * What the platform was asked to do, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { wish, status } of client.campaigns.listPlatformChanges({ status: 'open' })) console.log(wish, status);
   */
  listPlatformChanges(input: PlatformChangeListInput = {}, options?: CallOptions): Paged<PlatformChange> {
    return pagesOf(this.#transport, 'campaigns.listPlatformChanges', input, options);
  }

  /**
   * The imported campaigns that carry out one of ours, newest first.
   *
   * @throws NotFoundError
   * @example
   * const { adCampaigns } = await client.campaigns.listAdCampaigns({ id });
   */
  listAdCampaigns(input: CampaignListAdCampaignsInput, options?: CallOptions): Promise<AdCampaignLinks> {
    return this.#transport.query('campaigns.listAdCampaigns', input, options);
  }
}

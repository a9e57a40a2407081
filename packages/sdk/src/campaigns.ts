import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type {
  Campaign,
  CampaignChange,
  CampaignGetInput,
  CampaignListInput,
  CampaignPage,
  NewCampaign,
} from './types.ts';

/** Campaigns, planned here or named by an import. */
export class Campaigns {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Plans a campaign as a draft. `budgetMinor` is in minor units (cents) of `currency`.
   *
   * @throws NotFoundError when artist or track is not the organization's own
   * @example
   * await client.campaigns.create({ name: 'Release week', budgetMinor: 50_000, currency: 'USD' });
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
   * The organization's campaigns, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const campaign of client.campaigns.list({ origin: 'import' })) console.log(campaign.name);
   */
  list(input: CampaignListInput = {}, options?: CallOptions): Paged<Campaign> {
    return new Paged((cursor) =>
      this.#transport.query<CampaignPage>('campaigns.list', { ...input, cursor: cursor ?? input.cursor }, options),
    );
  }

  /**
   * Renames a campaign or links it to an artist or a track, so that its report shows streams beside spend.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest
   * @example
   * await client.campaigns.update({ id, version: campaign.version, artistId });
   */
  update(input: CampaignChange, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.update', input, options);
  }
}

import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  Campaign,
  CampaignDeleteTemplateInput,
  CampaignFromTemplate,
  CampaignGetTemplateInput,
  CampaignRestoreTemplateInput,
  CampaignTemplate,
  CampaignTemplateChange,
  CampaignTemplateListInput,
  NewCampaignTemplate,
} from './types.ts';

/** Plans that are kept to make campaigns from; a part of `client.campaigns`. */
export class CampaignTemplates {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Keeps budget, targeting, creatives, tags and goals of a campaign under a name.
   *
   * @throws NotFoundError
   * @throws ConflictError when another template has the name
   * @example
   * const template = await client.campaigns.saveAsTemplate({ campaignId, name: 'Single release' });
   */
  saveAsTemplate(input: NewCampaignTemplate, options?: CallOptions): Promise<CampaignTemplate> {
    return this.#transport.mutation('campaigns.saveAsTemplate', input, options);
  }

  /**
   * Plans a draft with its goals as a template says.
   *
   * @throws NotFoundError
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.campaigns.createFromTemplate({ templateId, name: 'Second single', trackId, startDate: '2026-06-01' });
   */
  createFromTemplate(input: CampaignFromTemplate, options?: CallOptions): Promise<Campaign> {
    return this.#transport.mutation('campaigns.createFromTemplate', input, options);
  }

  /**
   * The organization's templates, newest first unless sorted otherwise.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const template of client.campaigns.listTemplates()) console.log(template.name);
   */
  listTemplates(input: CampaignTemplateListInput = {}, options?: CallOptions): Paged<CampaignTemplate> {
    return pagesOf(this.#transport, 'campaigns.listTemplates', input, options);
  }

  /**
   * One template by its id.
   *
   * @throws NotFoundError
   * @example
   * const { content } = await client.campaigns.getTemplate({ id: template.id });
   */
  getTemplate(input: CampaignGetTemplateInput, options?: CallOptions): Promise<CampaignTemplate> {
    return this.#transport.query('campaigns.getTemplate', input, options);
  }

  /**
   * Changes name and plan of a template; campaigns that were made from it stay. A field that is left out stays as it is.
   *
   * @throws NotFoundError
   * @throws ConflictError with `details.current` when `version` is not the newest, or when another template has the name
   * @example
   * await client.campaigns.updateTemplate({ id, version: template.version, budgetMinor: 50_000, tags: ['album'] });
   */
  updateTemplate(input: CampaignTemplateChange, options?: CallOptions): Promise<CampaignTemplate> {
    return this.#transport.mutation('campaigns.updateTemplate', input, options);
  }

  /**
   * Deletes a template; campaigns that were made from it stay.
   *
   * @throws NotFoundError
   * @example
   * await client.campaigns.deleteTemplate({ id: template.id });
   */
  deleteTemplate(input: CampaignDeleteTemplateInput, options?: CallOptions): Promise<CampaignTemplate> {
    return this.#transport.mutation('campaigns.deleteTemplate', input, options);
  }

  /**
   * Takes the deletion of a template back.
   *
   * @throws NotFoundError when there is no deleted template of this id
   * @throws ConflictError when another template has taken its name
   * @example
   * await client.campaigns.restoreTemplate({ id: template.id });
   */
  restoreTemplate(input: CampaignRestoreTemplateInput, options?: CallOptions): Promise<CampaignTemplate> {
    return this.#transport.mutation('campaigns.restoreTemplate', input, options);
  }
}

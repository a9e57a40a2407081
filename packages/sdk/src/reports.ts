import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { CampaignReport, CampaignReportInput, Overview, OverviewInput } from './types.ts';

/** Reports that a person reads. */
export class Reports {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Totals of each ad account as the platform states them, and the days that each timeline covers.
   *
   * @example
   * const { accounts, timelines } = await client.reports.overview();
   */
  overview(input: OverviewInput = {}, options?: CallOptions): Promise<Overview> {
    return this.#transport.query('reports.overview', input, options);
  }

  /**
   * Totals of one campaign, its spend and streams by day on one axis, and what is missing.
   *
   * @throws NotFoundError
   * @example
   * const { totals, daily, quality } = await client.reports.campaign({ campaignId });
   */
  campaign(input: CampaignReportInput, options?: CallOptions): Promise<CampaignReport> {
    return this.#transport.query('reports.campaign', input, options);
  }
}

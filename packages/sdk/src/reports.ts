import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  CampaignReport,
  CampaignReportInput,
  NewReportSchedule,
  NewReportShare,
  Overview,
  OverviewInput,
  ReportBuild,
  ReportBuildInput,
  ReportDeleteScheduleInput,
  ReportDeletion,
  ReportExportInput,
  ReportFile,
  ReportGetInput,
  ReportGetScheduleInput,
  ReportListInput,
  ReportRevokeShareInput,
  ReportSchedule,
  ReportScheduleChange,
  ReportScheduleListInput,
  ReportShare,
  ReportShareListInput,
  ReportShareWithLink,
  ReportVerification,
  ReportVersion,
  StoredReport,
  StoredReportEntry,
} from './types.ts';

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
  /**
   * Makes the report of a campaign and period and stores it as the next version. Where nothing that it is made from has
   * changed, nothing is made: `built` is false and the stored version is the answer.
   *
   * @throws NotFoundError
   * @throws InvalidInputError when the report would cover more than 1,100 days
   * @example
   * const { id, version, built } = await client.reports.build({ campaignId, from: '2026-03-01', to: '2026-03-31' });
   */
  build(input: ReportBuildInput, options?: CallOptions): Promise<ReportBuild> {
    return this.#transport.mutation('reports.build', input, options);
  }

  /**
   * Stored reports without what they say, the one built last first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { campaignName, version, builtAt } of client.reports.list()) console.log(campaignName, version, builtAt);
   */
  list(input: ReportListInput = {}, options?: CallOptions): Paged<StoredReportEntry> {
    return pagesOf(this.#transport, 'reports.list', input, options);
  }

  /**
   * One version of a stored report with what it says; the newest unless a version is given.
   *
   * @throws NotFoundError
   * @example
   * const { content } = await client.reports.get({ id });
   * console.log(content.totals.spend?.value, content.quality.flags);
   */
  get(input: ReportGetInput, options?: CallOptions): Promise<StoredReport> {
    return this.#transport.query('reports.get', input, options);
  }

  /**
   * Keeps a version as it is, with the hash of its content and of its PDF. Freezing it again changes nothing.
   *
   * @throws NotFoundError
   * @example
   * const { contentHash, pdfHash } = await client.reports.freeze({ id, version });
   */
  freeze(input: ReportVersion, options?: CallOptions): Promise<StoredReportEntry> {
    return this.#transport.mutation('reports.freeze', input, options);
  }

  /**
   * Lets the server compute a version’s hashes anew. `reportContentHash` does it without the server.
   *
   * @throws NotFoundError
   * @example
   * const { matches } = await client.reports.verify({ id, version });
   */
  verify(input: ReportVersion, options?: CallOptions): Promise<ReportVerification> {
    return this.#transport.query('reports.verify', input, options);
  }

  /**
   * Deletes one version for good, with the links to it.
   *
   * @throws NotFoundError
   * @throws ConflictError when the version is frozen and `evenFrozen` isn’t true
   * @example
   * await client.reports.delete({ id, version });
   */
  delete(input: ReportDeletion, options?: CallOptions): Promise<StoredReportEntry> {
    return this.#transport.mutation('reports.delete', input, options);
  }

  /**
   * A version as a file: `json` has everything, `csv` a row for each day, country, age and gender, `pdf` is for people. A PDF
   * comes as Base64.
   *
   * @throws NotFoundError
   * @example
   * const { fileName, content } = await client.reports.export({ id, format: 'pdf' });
   * await writeFile(fileName, Buffer.from(content, 'base64'));
   */
  export(input: ReportExportInput, options?: CallOptions): Promise<ReportFile> {
    return this.#transport.query('reports.export', input, options);
  }

  /**
   * Makes a link that shows exactly this version to whoever has it, until it expires or is revoked. `path` is answered once:
   * where an answer got lost and the call is repeated it is null, and `hint` says why; revoke such a link.
   *
   * @throws NotFoundError
   * @example
   * const { path, expiresAt } = await client.reports.share({ id, version, expiresInDays: 14 });
   */
  share(input: NewReportShare, options?: CallOptions): Promise<ReportShareWithLink> {
    return this.#transport.mutation('reports.share', input, options);
  }

  /**
   * Links to reports without the links themselves, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const { items } = await client.reports.listShares({ reportId });
   */
  listShares(input: ReportShareListInput = {}, options?: CallOptions): Paged<ReportShare> {
    return pagesOf(this.#transport, 'reports.listShares', input, options);
  }

  /**
   * Ends a link at once and for good. Revoking it again changes nothing.
   *
   * @throws NotFoundError
   * @example
   * await client.reports.revokeShare({ id: shareId });
   */
  revokeShare(input: ReportRevokeShareInput, options?: CallOptions): Promise<ReportShare> {
    return this.#transport.mutation('reports.revokeShare', input, options);
  }

  /**
   * Lets the report of the last whole week or month be made on a day of each, in the organization’s zone.
   *
   * @throws NotFoundError
   * @throws ConflictError when the campaign has a schedule of this rhythm
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 1 } });
   */
  createSchedule(input: NewReportSchedule, options?: CallOptions): Promise<ReportSchedule> {
    return this.#transport.mutation('reports.createSchedule', input, options);
  }

  /**
   * One schedule, with the day of its next report and the newest that it has made.
   *
   * @throws NotFoundError
   * @example
   * const { nextRunOn, lastReport } = await client.reports.getSchedule({ id });
   */
  getSchedule(input: ReportGetScheduleInput, options?: CallOptions): Promise<ReportSchedule> {
    return this.#transport.query('reports.getSchedule', input, options);
  }

  /**
   * Schedules, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const { items } = await client.reports.listSchedules({ campaignId });
   */
  listSchedules(input: ReportScheduleListInput = {}, options?: CallOptions): Paged<ReportSchedule> {
    return pagesOf(this.#transport, 'reports.listSchedules', input, options);
  }

  /**
   * Changes when a report is made, pauses the schedule or lets it go on; what is over by then isn’t made up for.
   *
   * @throws NotFoundError
   * @throws ConflictError when somebody else has changed it since (`stale_version`), or the rhythm is taken
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * await client.reports.updateSchedule({ id, version, enabled: false });
   */
  updateSchedule(input: ReportScheduleChange, options?: CallOptions): Promise<ReportSchedule> {
    return this.#transport.mutation('reports.updateSchedule', input, options);
  }

  /**
   * Deletes a schedule for good; the reports that it made stay.
   *
   * @throws NotFoundError
   * @example
   * await client.reports.deleteSchedule({ id });
   */
  deleteSchedule(input: ReportDeleteScheduleInput, options?: CallOptions): Promise<ReportSchedule> {
    return this.#transport.mutation('reports.deleteSchedule', input, options);
  }
}

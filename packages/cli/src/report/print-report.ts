import type { SongTrackPro } from '@songtrackpro/sdk';
import { say } from '../terminal.ts';
import { campaignLines } from './campaign-lines.ts';
import { overviewLines } from './overview-lines.ts';

/** Prints the overview and a report for each campaign that has numbers. */
export async function printReport(client: SongTrackPro, options: { asOf?: string | undefined } = {}): Promise<void> {
  const input = options.asOf === undefined ? {} : { asOf: options.asOf };
  const overview = await client.reports.overview(input);
  say();
  for (const line of overviewLines(overview)) say(line);
  for (const { id } of overview.campaigns.toReversed()) {
    const report = await client.reports.campaign({ campaignId: id, ...input });
    if (report.totals === null && report.campaign.origin === 'import') continue;
    for (const line of campaignLines(report)) say(line);
  }
}

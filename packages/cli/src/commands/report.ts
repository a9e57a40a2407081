import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { dataFolder } from '../local/data-folder.ts';
import { campaignLines } from '../report/campaign-lines.ts';
import { findCampaign } from '../report/find-campaign.ts';
import { printReport } from '../report/print-report.ts';
import { type ReportFormat, reportsFolder, writeReport } from '../report/write-report.ts';
import { CommandError, exitCodes, say } from '../terminal.ts';

interface ReportOptions extends ServerOptions {
  asOf?: string;
  json?: boolean;
  campaign?: string;
  format?: ReportFormat;
  output?: string;
}

export async function report({ asOf, json, campaign, format, output, ...server }: ReportOptions): Promise<number> {
  if (campaign === undefined && (format !== undefined || output !== undefined))
    throw new CommandError('A file is of one campaign: name it with --campaign.');
  const client = await connect(server);
  const folder = reportsFolder(dataFolder(server.data));
  if (campaign === undefined) {
    await printReport(client, { asOf, json, folder });
    return exitCodes.done;
  }
  const input = { campaignId: (await findCampaign(client, campaign)).id, ...(asOf !== undefined && { asOf }) };
  if (format === undefined && output === undefined) {
    const answer = await client.reports.campaign(input);
    for (const line of json ? [JSON.stringify(answer)] : campaignLines(answer)) say(line);
    return exitCodes.done;
  }
  say(await writeReport(client, input, { format: format ?? formatOf(output), output, folder }));
  return exitCodes.done;
}

/** What a file is to be, by the end of its name. */
function formatOf(output: string | undefined): ReportFormat {
  const end = /\.(pdf|csv|json)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  if (end === 'pdf' || end === 'csv' || end === 'json') return end;
  throw new CommandError('Say with --format whether the file is to be pdf, csv or json.');
}

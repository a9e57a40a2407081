import type { SongTrackPro } from '@songtrackpro/sdk';
import { connect } from '../local/connect.ts';
import { dataFolder } from '../local/data-folder.ts';
import { campaignLines } from '../report/campaign-lines.ts';
import { printReport } from '../report/print-report.ts';
import { type ReportFormat, reportsFolder, writeReport } from '../report/write-report.ts';
import { CommandError, exitCodes, say } from '../terminal.ts';

interface ReportOptions {
  asOf?: string;
  json?: boolean;
  data?: string;
  campaign?: string;
  format?: ReportFormat;
  output?: string;
}

/** The campaign of this id or name; of several of one name the id has to be given. */
async function findCampaign(client: SongTrackPro, wanted: string): Promise<string> {
  const found: string[] = [];
  for await (const { id, name } of client.campaigns.list({ limit: 200 })) {
    if (id === wanted.toLowerCase()) return id;
    if (name === wanted) found.push(id);
  }
  const [first, ...others] = found;
  if (first === undefined) throw new CommandError(`There is no campaign “${wanted}”. The report lists the names.`);
  if (others.length > 0)
    throw new CommandError(`Several campaigns are called “${wanted}”. Give one of their ids: ${found.join(', ')}.`);
  return first;
}

export async function report({ asOf, json, data, campaign, format, output }: ReportOptions): Promise<number> {
  if (campaign === undefined && (format !== undefined || output !== undefined))
    throw new CommandError('A file is of one campaign: name it with --campaign.');
  const client = await connect(data);
  const folder = reportsFolder(dataFolder(data));
  if (campaign === undefined) {
    await printReport(client, { asOf, json, folder });
    return exitCodes.done;
  }
  const input = { campaignId: await findCampaign(client, campaign), ...(asOf !== undefined && { asOf }) };
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

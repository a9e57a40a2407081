import { open } from 'node:fs/promises';
import type { MetricName, SeriesInterval } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { findArtist } from '../imports/resolve-names.ts';
import { findCampaign } from '../report/find-campaign.ts';
import { plural } from '../report/format-count.ts';
import { CommandError, exitCodes, progress, readerLeft, say } from '../terminal.ts';

export interface ExportListOptions extends ServerOptions {
  output?: string;
}

/** Writes lines to a file that must not exist, else to standard output; how many there were goes to standard error. */
async function write(lines: AsyncIterable<string>, output: string | undefined): Promise<number> {
  const file = output === undefined ? null : await openNew(output);
  let count = 0;
  try {
    for await (const line of lines) {
      if (readerLeft.signal.aborted) break;
      count += 1;
      if (file) await file.write(`${line}\n`);
      else say(line);
    }
  } finally {
    await file?.close();
  }
  progress(`${plural(count, 'line')}${output === undefined ? '' : ` in ${output}`}`);
  return exitCodes.done;
}

async function openNew(path: string) {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    throw new CommandError(`${path} exists. Name a file that doesn't.`);
  }
}

async function* asJson(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield JSON.stringify(item);
}

/** Every track, a JSON object a line. */
export async function exportTracks({ output, ...server }: ExportListOptions): Promise<number> {
  const client = await connect(server);
  return write(asJson(client.tracks.list({ limit: 200 })), output);
}

export interface ExportAuditOptions extends ExportListOptions {
  format: 'jsonl' | 'csv';
  from?: string;
  to?: string;
}

/** The audit, an entry a line. */
export async function exportAudit({ output, format, from, to, ...server }: ExportAuditOptions): Promise<number> {
  const client = await connect(server);
  return write(client.audit.export({ format, from, to, limit: 1000 }), output);
}

export interface ExportSeriesOptions extends ExportListOptions {
  metrics: string;
  artist?: string;
  campaign?: string;
  from: string;
  to: string;
  interval?: SeriesInterval;
}

/** Numbers of an artist, a campaign or the whole organization on one axis, as CSV. */
export async function exportSeries(options: ExportSeriesOptions): Promise<number> {
  const { output, metrics, artist, campaign, from, to, interval, ...server } = options;
  const client = await connect(server);
  const subject =
    artist !== undefined
      ? { kind: 'artist' as const, id: (await findArtist(client, artist)).id }
      : campaign !== undefined
        ? { kind: 'campaign' as const, id: (await findCampaign(client, campaign)).id }
        : { kind: 'organization' as const, id: (await client.organizations.me()).organization.id };
  // The server says which names there are.
  const names = metrics.split(',').map((name) => name.trim()) as MetricName[];
  const { csv } = await client.metrics.exportSeries({ metrics: names, subjects: [subject], from, to, interval });
  return write(linesOf(csv), output);
}

async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.split(/\r?\n/)) if (line !== '') yield line;
}

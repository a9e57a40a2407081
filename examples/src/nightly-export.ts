/**
 * Writes the daily numbers of every campaign to CSV files, as a job of each night would: a folder for each night, in it a
 * file for each campaign, and at last `campaigns.csv`, which lists them. A folder that has it is whole.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node nightly-export.ts <folder> [last day]
 *
 * The last day is yesterday where the organization is, unless it is given; there are 30 days in a file, or as many as
 * SONGTRACKPRO_DAYS says. What breaks off goes on where it stopped when it is run again: a file appears whole or not at all.
 */
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '', SONGTRACKPRO_DAYS = '30' } = process.env;
const [folder, lastDay] = process.argv.slice(2);
if (baseUrl === '' || apiKey === '' || folder === undefined) {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY, and name the folder to write to.');
  process.exit(2);
}

const client = new SongTrackPro({ baseUrl, apiKey });
const { organization } = await client.organizations.me();

const dayMs = 86_400_000;
const minusDays = (day: string, days: number) => new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);
// The Swedish way to write a day is that of ISO 8601.
const today = new Intl.DateTimeFormat('sv', { timeZone: organization.timeZone }).format(new Date());
const to = lastDay ?? minusDays(today, 1);
const from = minusDays(to, Number(SONGTRACKPRO_DAYS) - 1);
const night = join(folder, to);

/** Under another name until it is whole: who reads the folder never sees half of a file. */
async function write(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A cell that a spreadsheet reads as text, and never as a formula. */
function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

await mkdir(night, { recursive: true });
const rows = ['id,name,file'];
let written = 0;
// A list is fetched page by page as it is read, so the number of campaigns doesn't matter.
for await (const { id, name } of client.campaigns.list({ limit: 200 })) {
  const file = `${id}.csv`;
  const path = join(night, file);
  rows.push([id, textCell(name), file].join(','));
  if (await exists(path)) continue;
  const { csv } = await client.metrics.exportSeries({
    metrics: ['spend', 'impressions', 'linkClicks', 'streams'],
    subjects: [{ kind: 'campaign', id }],
    from,
    to,
  });
  await write(path, csv);
  written += 1;
}
await write(join(night, 'campaigns.csv'), `${rows.join('\n')}\n`);
console.log(`${from} to ${to}: ${rows.length - 1} campaigns in ${night}, ${written} of them written now`);

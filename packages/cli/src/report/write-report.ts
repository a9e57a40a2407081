import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ReportBuildInput, ReportExportInput, SongTrackPro } from '@songtrackpro/sdk';

export type ReportFormat = ReportExportInput['format'];

/** Where files of reports go unless it is said: into the data folder. */
export const reportsFolder = (dataDir: string): string => join(dataDir, 'reports');

/**
 * Builds a campaign’s report where its inputs have changed, and writes it to a file: to the path, else into the folder under a
 * name of its own. Answers the path. A file appears whole or not at all.
 */
export async function writeReport(
  client: SongTrackPro,
  input: ReportBuildInput,
  { format, output, folder }: { format: ReportFormat; output?: string | undefined; folder: string },
): Promise<string> {
  const { id, version } = await client.reports.build(input);
  const file = await client.reports.export({ id, version, format });
  const path = resolve(output ?? join(folder, file.fileName));
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  await writeFile(unfinished, Buffer.from(file.content, file.encoding));
  await rename(unfinished, path);
  return path;
}
